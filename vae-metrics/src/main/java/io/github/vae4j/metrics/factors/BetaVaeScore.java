package io.github.vae4j.metrics.factors;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.classes.LinearProbe;
import io.github.vae4j.metrics.internal.RandomStreams;
import io.github.vae4j.metrics.resampling.Proportion;
import java.util.Arrays;
import java.util.Locale;

/// The score of Higgins et al. (2017, section 3): can a linear classifier tell which factor pairs of samples have in common
/// from how much the units differ? A vote draws a factor and some pairs of samples with a common value of it; the mean over
/// the pairs of `|z_1 - z_2|`, per unit, is what a [LinearProbe] tells the factor from. The score is the share of test votes
/// that are told right.
///
/// As in disentanglement_lib: logistic regression with C = 1, and by default 64 pairs a vote, 10,000 votes for training and
/// 5,000 for testing.
///
/// Pitfalls. It needs generative factors that can be held: labels of real data are none. It does not see whether a factor
/// has a unit of its own or is spread over several, and one factor that is not encoded at all is told by elimination (Kim
/// and Mnih 2018). Chance is 1 over the number of factors.
///
/// @param probe the classifier: its classes are the factors, its samples the votes
/// @param settings of the votes
public record BetaVaeScore(LinearProbe probe, Settings settings) {
    /// How to vote.
    ///
    /// @param training number of votes that the classifier is fitted to, 1 or more
    /// @param test number of votes that it is held against, 1 or more
    /// @param pairs pairs of samples of a vote, 1 or more
    /// @param seed of the draws
    public record Settings(int training, int test, int pairs, long seed) {
        /// Checks the settings.
        ///
        /// @throws IllegalArgumentException if a number is less than 1
        public Settings {
            if (training < 1 || test < 1 || pairs < 1) {
                throw new IllegalArgumentException("training, test and pairs must be 1 or more but are " + training
                        + ", " + test + " and " + pairs);
            }
        }

        /// 10,000 votes for training, 5,000 for testing, 64 pairs each.
        ///
        /// @param seed of the draws
        /// @return the settings
        public static Settings of(long seed) {
            return new Settings(10_000, 5_000, 64, seed);
        }
    }

    /// Draws votes and tells their factors.
    ///
    /// @param source of codes with a common factor, 2 or more factors
    /// @param settings of the votes
    /// @param workers who fits the classifier; the bits do not depend on their number
    /// @return the score
    /// @throws IllegalArgumentException if there is one factor only, if all training votes drew the same factor, or if the
    ///     source gives a code that is not finite
    public static BetaVaeScore of(FactorSource source, Settings settings, Workers workers) {
        int factors = source.factors();
        if (factors < 2) {
            throw new IllegalArgumentException(
                    "the source must have 2 or more factors to tell apart but has " + factors);
        }
        int votes = Math.addExact(settings.training, settings.test);
        int[] held = new int[votes];
        Philox.bits(held, 0, votes, settings.seed, RandomStreams.BETA_VAE, 0, 0);
        int units = source.units();
        float[] drawn = new float[Math.multiplyExact(Math.multiplyExact(2, settings.pairs), units)];
        float[] differences = new float[Math.multiplyExact(votes, units)];
        for (int vote = 0; vote < votes; vote++) {
            held[vote] = FactorTable.below(factors, held[vote]);
            source.draw(held[vote], settings.pairs, 2, settings.seed, vote, drawn);
            for (int j = 0; j < units; j++) {
                double sum = 0;
                for (int pair = 0; pair < settings.pairs; pair++) {
                    sum += Math.abs((double) drawn[2 * pair * units + j] - drawn[(2 * pair + 1) * units + j]);
                }
                differences[vote * units + j] = (float) (sum / settings.pairs);
            }
        }
        return new BetaVaeScore(
                LinearProbe.trainToTest(Codes.of(Arrays.copyOf(differences, settings.training * units), units),
                        Labels.of(Arrays.copyOf(held, settings.training), source.names()),
                        Codes.of(Arrays.copyOfRange(differences, settings.training * units, votes * units), units),
                        Labels.of(Arrays.copyOfRange(held, settings.training, votes), source.names()),
                        LinearProbe.Settings.of(1), workers),
                settings);
    }

    /// The score: the test votes that are told right.
    ///
    /// @return the share, with its interval over votes; the spread over models and draws of the source is another
    public Proportion accuracy() {
        return probe.accuracy();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "beta-VAE score (%d pairs a vote): %s", settings.pairs, probe);
    }
}
