package io.github.vae4j.study.picture;

import java.util.Locale;

/// The colours of pictures, and the style sheet that every SVG carries.
final class Palette {
    /// How many colours there are for series.
    static final int COLOURS = 10;

    private static final String[] LIGHT = {"#3f90da", "#ffa90e", "#bd1f01", "#94a4a2", "#832db6", "#a96b59", "#e76300",
        "#b9ac70", "#717581", "#92dadd"};
    // The three darkest are lighter on a dark page.
    private static final String[] DARK = {"#4f9fe8", "#ffa90e", "#e04a2c", "#94a4a2", "#b06ae0", "#bd8170", "#f07a1e",
        "#b9ac70", "#8d92a0", "#92dadd"};

    static final String STYLE = style();

    // Equidistant samples of the viridis colour map.
    private static final int[] VIRIDIS = {0x440154, 0x48186a, 0x472d7b, 0x424086, 0x3b528b, 0x33638d, 0x2c728e,
        0x26828e,
        0x21918c, 0x1fa088, 0x28ae80, 0x3fbc73, 0x5ec962, 0x84d44b, 0xaddc30, 0xd8e219, 0xfde725};

    private Palette() {}

    /// The class of a series' colour.
    static String series(int index) {
        return "c" + index % COLOURS;
    }

    /// A colour of viridis.
    ///
    /// @param share from 0 (dark) to 1 (bright)
    static String viridis(double share) {
        int rgb = viridisRgb(share);
        return String.format(Locale.ROOT, "#%06x", rgb);
    }

    /// Whether text on this colour of viridis should be white.
    static boolean isDark(double share) {
        int rgb = viridisRgb(share);
        return 0.299 * (rgb >> 16) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255) < 140;
    }

    private static int viridisRgb(double share) {
        double place = Math.clamp(share, 0.0, 1.0) * (VIRIDIS.length - 1);
        int below = Math.min((int) place, VIRIDIS.length - 2);
        double part = place - below;
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = VIRIDIS[below] >> shift & 255;
            int b = VIRIDIS[below + 1] >> shift & 255;
            rgb |= (int) Math.round(a + part * (b - a)) << shift;
        }
        return rgb;
    }

    private static String style() {
        StringBuilder css = new StringBuilder("svg{background:#fff;color:#1d2329}");
        css.append("text{font:12px system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;")
                .append("fill:currentColor;font-variant-numeric:tabular-nums}.mid{text-anchor:middle}.end{text-anchor:end}")
                .append(".line{fill:none;stroke:currentColor;stroke-width:1.5;stroke-linejoin:round}")
                .append(".fill{fill:currentColor;stroke:none}.soft{color:#5c6670}.grid{stroke:currentColor;")
                .append("stroke-width:1;stroke-opacity:.16;fill:none}.thin{stroke-width:1}.dash{stroke-dasharray:5 4}")
                .append(".dots{fill:none;stroke:currentColor;stroke-linecap:round}.faint{fill-opacity:.35}")
                .append(".hollow{fill:none;stroke:currentColor;stroke-width:1;stroke-opacity:.7}")
                .append(".halo{paint-order:stroke;stroke:#fff;stroke-width:3.5;stroke-linejoin:round;font-weight:600}")
                .append(".small{font-size:10.5px}.tiny{font-size:8px}.steady>path{vector-effect:non-scaling-stroke}.onlight{fill:#111}.ondark{fill:#fff}.bold{font-weight:600}");
        colours(css, LIGHT);
        css.append("@media(prefers-color-scheme:dark){svg{background:#14181d;color:#e4e8ec}.soft{color:#a2abb5}")
                .append(".halo{stroke:#14181d}");
        colours(css, DARK);
        return css.append("}").toString();
    }

    private static void colours(StringBuilder css, String[] colours) {
        for (int i = 0; i < colours.length; i++) {
            css.append(".c").append(i).append("{color:").append(colours[i]).append('}');
        }
    }
}
