package io.github.vae4j.study.sections;

import io.github.vae4j.study.experiment.StudyData;
import io.github.vae4j.study.experiment.TrainedModel;
import io.github.vae4j.study.picture.Groups;
import io.github.vae4j.study.picture.ProfilesPicture;
import io.github.vae4j.study.report.Block;
import io.github.vae4j.study.report.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Article, item 2: one line per image over the latent units, one picture per class.
final class ProfilesSection {
    private static final int MOST_LINES = 300;
    // With many classes the page would become heavy.
    private static final int MOST_LINES_IN_ALL = 4000;

    private ProfilesSection() {}

    /// @param active whether each unit is active
    static Report.Section of(StudyData data, TrainedModel model, Groups groups, boolean[] active) {
        int[] present = groups.present();
        int lines = Math.max(20, Math.min(MOST_LINES, MOST_LINES_IN_ALL / Math.max(1, present.length)));
        double reach = reach(model.test().mean());
        List<Block.Figure> figures = new ArrayList<>();
        for (int i = 0; i < Math.min(present.length, Groups.MOST_SHOWN); i++) {
            int[] members = groups.members(present[i]);
            int[] shown = Arrays.copyOf(members, Math.min(lines, members.length));
            String name = groups.names().get(present[i]);
            String title = name.isEmpty() ? "all " + Numbers.plural(data.sampleName()) : data.className() + " " + name;
            figures.add(new Block.Figure(
                    ProfilesPicture.draw("profiles-" + FileNames.of(present[i], name), "Latent means of " + title
                            + ", one line per " + data.sampleName() + " over the units", title, model.test().mean(),
                            model.latent(), shown, reach, i),
                    caption(data, title, members, shown.length, model)));
        }
        int n = count(active);
        String text = "One line per test " + data.sampleName() + " joins the means of its q(z|x) in all "
                + model.latent() + " units. Where the lines run through zero the unit is silent: "
                + Numbers.count(model.latent() - n) + " of " + model.latent() + " are, " + n
                + " are not. In the article about 10 of 20 are not."
                + (present.length <= Groups.MOST_SHOWN
                        ? ""
                        : " " + Groups.label("Shown are classes", present.length) + ".");
        return new Report.Section("profiles", "2. What the units do for each " + data.className(),
                List.of(new Block.Text(text), new Block.Figures(figures)));
    }

    private static int count(boolean[] active) {
        int n = 0;
        for (boolean one : active) {
            n += one ? 1 : 0;
        }
        return n;
    }

    /// The unit that is farthest from zero on average tells classes apart at a glance.
    private static String caption(StudyData data, String title, int[] members, int shown, TrainedModel model) {
        float[] means = model.test().mean();
        int units = model.latent();
        int farthest = 0;
        double distance = 0;
        for (int j = 0; j < units; j++) {
            double sum = 0;
            for (int member : members) {
                sum += means[member * units + j];
            }
            double mean = sum / members.length;
            if (Math.abs(mean) > Math.abs(distance)) {
                farthest = j;
                distance = mean;
            }
        }
        return title + ": " + Numbers.count(shown) + " of " + Numbers.count(members.length, data.sampleName())
                + "; the unit farthest from zero on average is " + farthest + " (" + Numbers.fixed(distance, 2) + ").";
    }

    /// A round number that all but a thousandth of the values stay within.
    private static double reach(float[] means) {
        float[] sizes = new float[means.length];
        for (int i = 0; i < means.length; i++) {
            sizes[i] = Math.abs(means[i]);
        }
        Arrays.sort(sizes);
        double size = sizes.length == 0 ? 1 : sizes[(int) (0.999 * (sizes.length - 1))];
        return Math.max(1, Math.ceil(size));
    }
}
