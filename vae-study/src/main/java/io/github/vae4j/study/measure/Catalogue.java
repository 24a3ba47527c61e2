package io.github.vae4j.study.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// All measures there are. A new one is a file of its own and a line here.
public final class Catalogue {
    private static final List<Measure<?>> ALL = List.of(new ActiveUnitsMeasure(),
            new IntrinsicDimensionMeasure(),
            new NeighbourDimensionMeasure(),
            new PrincipalComponentsMeasure(), new TSneMeasure(),
            new AggregatePosteriorMeasure(),
            new KlDecompositionMeasure(),
            new WassersteinDependenceMeasure(),
            new UnitInformationMeasure(),
            new PriorDiscrepancyMeasure(),
            new ClassCentroidsMeasure(),
            new CentroidDistancesMeasure(),
            new NearestCentroidMeasure(),
            new ClassSeparationMeasure(),
            new SilhouetteMeasure(),
            new ClustersMeasure(),
            new UnitSelectivityMeasure(),
            new LinearProbeMeasure(),
            new NeighbourAccuracyMeasure(),
            new LocalDiversityMeasure(),
            new GraphConnectivityMeasure(),
            new FrechetDistanceMeasure(),
            new KernelDistanceMeasure(),
            new PrecisionRecallMeasure(),
            new LinearCkaMeasure(),
            new NeighbourhoodMeasure(),
            new UdrMeasure(),
            new MigMeasure(),
            new MigPosteriorMeasure(),
            new MigSupMeasure(),
            new JemmigMeasure(),
            new DciMigMeasure(),
            new ModularityMeasure(),
            new SapMeasure(),
            new ContinuousSapMeasure(),
            new ExplicitnessMeasure(),
            new ValueExplicitnessMeasure(),
            new InfoMecMeasure(),
            new MeanCorrelationMeasure(),
            new LinearIdentifiabilityMeasure(),
            new IrsMeasure(),
            new DciMeasure(),
            new DciLassoMeasure(),
            new DciForestMeasure(),
            new DciEsMeasure(),
            new FactorVaeScoreMeasure(),
            new BetaVaeScoreMeasure());

    private Catalogue() {}

    /// All measures, in the order of the report.
    ///
    /// @return the measures
    public static List<Measure<?>> all() {
        return ALL;
    }

    /// Some of the measures.
    ///
    /// @param only the ids of those that are wanted; empty for all
    /// @param skip the ids of those that are not
    /// @return the measures, in the order of the report
    /// @throws IllegalArgumentException if an id is unknown or both lists have it
    public static List<Measure<?>> select(List<String> only, List<String> skip) {
        List<String> known = ALL.stream().map(measure -> measure.about().id()).toList();
        List<String> unknown = new ArrayList<>(only);
        unknown.addAll(skip);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("there is no measure " + String.join(", ", unknown) + "; expected "
                    + String.join(", ", known));
        }
        if (skip.stream().anyMatch(only::contains)) {
            throw new IllegalArgumentException("the same measures are asked for and left out: "
                    + skip.stream().filter(only::contains).collect(Collectors.joining(", ")));
        }
        return ALL.stream().filter(measure -> only.isEmpty() || only.contains(measure.about().id()))
                .filter(measure -> !skip.contains(measure.about().id())).toList();
    }

    /// Throws unless a subject has what chosen measures need.
    ///
    /// @param measures that were asked for by name
    /// @param subject what is measured
    /// @throws IllegalArgumentException with the options that are missing
    public static void requireNeeds(List<Measure<?>> measures, Subject subject) {
        for (Measure<?> measure : measures) {
            List<Need> missing = measure.about().needs().stream().filter(need -> !subject.has(need)).toList();
            if (!missing.isEmpty()) {
                throw new IllegalArgumentException("the measure " + measure.about().id() + " needs "
                        + missing.stream().map(Need::option).collect(Collectors.joining(" and ")));
            }
        }
    }
}
