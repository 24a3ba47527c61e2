package io.github.vae4j.study.picture;

import java.util.List;
import java.util.Locale;

/// Shares from 0 to 100 % as bars with confidence intervals, beside those of somebody else.
public final class SharesPicture {
    private static final int WIDTH = 420;
    private static final double BAR = 16;
    private static final double GAP = 10;
    // Longer names stand above their bars.
    private static final double LONGEST_BESIDE = 100;
    private static final int BAR_COLOUR = 0;
    private static final int REFERENCE_COLOUR = 2;

    private SharesPicture() {}

    /// One bar.
    ///
    /// @param name what it is the share of
    /// @param share from 0 to 1
    /// @param low lower end of the confidence interval, NaN for none
    /// @param high upper end
    /// @param reference somebody else's figure, NaN for none
    public record Share(String name, double share, double low, double high, double reference) {}

    /// Draws bars, the first on top; of many the first 60.
    ///
    /// @param name of the picture's file
    /// @param description for readers who do not see it
    /// @param label of the axis
    /// @param shareName what the bars are
    /// @param referenceName what the marks of the references are
    /// @param shares the bars; those whose share is NaN are left out
    /// @return the picture
    public static Picture draw(String name, String description, String label, String shareName, String referenceName,
            List<Share> shares) {
        List<Share> known = shares.stream().filter(share -> !Double.isNaN(share.share)).toList();
        List<Share> shown = known.subList(0, Math.min(known.size(), Groups.MOST_SHOWN));
        boolean references = shown.stream().anyMatch(share -> !Double.isNaN(share.reference));
        double widest = shown.stream().mapToDouble(share -> Svg.textWidth(share.name)).max().orElse(0);
        boolean above = widest > LONGEST_BESIDE;
        double row = BAR + GAP + (above ? 18 : 0);
        double left = above ? 10 : 12 + widest;
        double right = WIDTH - 58;
        Legend legend = new Legend(references ? List.of(shareName, referenceName) : List.of(shareName), right - left);
        double top = legend.height() + 2;
        double bottom = top + row * shown.size();
        Svg svg = new Svg(WIDTH, (int) Math.ceil(bottom + 40));
        for (int tick = 0; tick <= 100; tick += 20) {
            double x = left + tick / 100.0 * (right - left);
            svg.line(x, top, x, bottom, "grid");
            svg.text(x, bottom + 16, Svg.Anchor.MIDDLE, "soft", Integer.toString(tick));
        }
        svg.text((left + right) / 2, bottom + 32, Svg.Anchor.MIDDLE, "", Groups.label(label, known.size()));
        for (int i = 0; i < shown.size(); i++) {
            double bottomOfRow = top + row * (i + 1);
            if (above) {
                svg.text(left, bottomOfRow - BAR - GAP / 2 - 5, Svg.Anchor.START, "",
                        Svg.fitting(shown.get(i).name, WIDTH - left - 10));
            } else {
                svg.text(left - 6, bottomOfRow - BAR / 2 - GAP / 2 + 4, Svg.Anchor.END, "", shown.get(i).name);
            }
            draw(svg, shown.get(i), left, right, bottomOfRow - GAP / 2 - BAR);
        }
        legend.draw(svg, left, 0, (i, x, y) -> {
            if (i == 0) {
                svg.rectangle(x - 8, y - 5, 16, 10, "fill " + Palette.series(BAR_COLOUR));
            } else {
                reference(svg, x, y);
            }
        });
        return svg.picture(name, description);
    }

    private static void draw(Svg svg, Share share, double left, double right, double top) {
        double width = right - left;
        double middle = top + BAR / 2;
        svg.rectangle(left, top, share.share * width, BAR, "fill " + Palette.series(BAR_COLOUR));
        double end = share.share;
        if (Double.isFinite(share.low) && Double.isFinite(share.high)) {
            double low = left + share.low * width;
            double high = left + share.high * width;
            svg.line(low, middle, high, middle, "ink");
            svg.line(low, middle - 4, low, middle + 4, "ink");
            svg.line(high, middle - 4, high, middle + 4, "ink");
            end = Math.max(end, share.high);
        }
        if (!Double.isNaN(share.reference)) {
            reference(svg, left + share.reference * width, middle);
            end = Math.max(end, share.reference);
        }
        svg.text(left + end * width + 8, middle + 4, Svg.Anchor.START, "",
                String.format(Locale.ROOT, "%.1f", 100 * share.share));
    }

    private static void reference(Svg svg, double x, double y) {
        svg.path("M" + Svg.number(x) + " " + Svg.number(y - 6) + "l5 6-5 6-5-6z",
                "line " + Palette.series(REFERENCE_COLOUR));
    }
}
