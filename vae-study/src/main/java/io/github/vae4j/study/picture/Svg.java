package io.github.vae4j.study.picture;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Writes one SVG picture. Elements take their colour from their class (see [Palette]): `ink` for the foreground, `soft`
/// for what stands back, `c0` to `c9` for series; `fill` or `line` says what is painted with it.
final class Svg {
    /// Size of text in pixels.
    static final double FONT = 12;

    private final int width;
    private final int height;
    private final StringBuilder body = new StringBuilder();

    Svg(int width, int height) {
        this.width = width;
        this.height = height;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    void line(double x1, double y1, double x2, double y2, String classes) {
        body.append("<path class=\"line ").append(classes).append("\" d=\"M").append(number(x1)).append(' ')
                .append(number(y1)).append('L').append(number(x2)).append(' ').append(number(y2)).append("\"/>\n");
    }

    void rectangle(double x, double y, double w, double h, String classes) {
        rectangle(x, y, w, h, classes, null);
    }

    /// A rectangle in a colour of its own, for scales of colours.
    void rectangle(double x, double y, double w, double h, String classes, @Nullable String fill) {
        body.append("<rect class=\"").append(classes).append("\" x=\"").append(number(x)).append("\" y=\"")
                .append(number(y)).append("\" width=\"").append(number(w)).append("\" height=\"").append(number(h));
        if (fill != null) {
            body.append("\" fill=\"").append(fill);
        }
        body.append("\"/>\n");
    }

    void path(CharSequence d, String classes) {
        body.append("<path class=\"").append(classes).append("\" d=\"").append(d).append("\"/>\n");
    }

    /// An image, enlarged without smoothing.
    void image(double x, double y, double w, double h, String uri) {
        body.append("<image style=\"image-rendering:pixelated\" preserveAspectRatio=\"none\" x=\"").append(number(x))
                .append("\" y=\"").append(number(y)).append("\" width=\"").append(number(w)).append("\" height=\"")
                .append(number(h)).append("\" href=\"").append(uri).append("\"/>\n");
    }

    /// Text whose start, middle or end is at (x, y).
    void text(double x, double y, Anchor anchor, String classes, String text) {
        body.append("<text class=\"").append(anchor.css).append(' ').append(classes).append("\" x=\"")
                .append(number(x)).append("\" y=\"").append(number(y)).append("\">").append(escape(text))
                .append("</text>\n");
    }

    /// Text that runs upwards, its middle at (x, y).
    void textUpwards(double x, double y, String classes, String text) {
        body.append("<text class=\"mid ").append(classes).append("\" transform=\"translate(").append(number(x))
                .append(' ').append(number(y)).append(")rotate(-90)\">").append(escape(text)).append("</text>\n");
    }

    /// Text that runs upwards and ends at (x, y).
    void textEndingUpwards(double x, double y, String classes, String text) {
        body.append("<text class=\"end ").append(classes).append("\" transform=\"translate(").append(number(x))
                .append(' ').append(number(y)).append(")rotate(-90)\">").append(escape(text)).append("</text>\n");
    }

    /// Everything until [#close] belongs together.
    void open(String classes, String attributes) {
        body.append("<g class=\"").append(classes).append("\" ").append(attributes).append(">\n");
    }

    void close() {
        body.append("</g>\n");
    }

    Picture picture(String name, String description) {
        String document = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height
                + "\" viewBox=\"0 0 " + width + ' ' + height + "\" role=\"img\">\n<title>" + escape(description)
                + "</title>\n<style>" + Palette.STYLE + "</style>\n" + body + "</svg>\n";
        return new Picture(name, Picture.Format.SVG, document.getBytes(StandardCharsets.UTF_8), width, height,
                description);
    }

    /// Where a text has its reference point.
    enum Anchor {
        START("start"),
        MIDDLE("mid"),
        END("end");

        private final String css;

        Anchor(String css) {
            this.css = css;
        }
    }

    /// A coordinate, to a tenth of a pixel.
    static String number(double value) {
        long tenths = Math.round(value * 10);
        long whole = tenths / 10;
        long rest = Math.abs(tenths % 10);
        String sign = tenths < 0 && whole == 0 ? "-" : "";
        return rest == 0 ? Long.toString(whole) : sign + whole + "." + rest;
    }

    /// The width that a text will probably have: the browser chooses the font.
    static double textWidth(String text) {
        return text.codePointCount(0, text.length()) * FONT * 0.56;
    }

    /// A text that is cut short if it will probably be wider than there is room.
    static String fitting(String text, double width) {
        if (textWidth(text) <= width) {
            return text;
        }
        int kept = (int) Math.max(1, width / (FONT * 0.56) - 1);
        return text.substring(0, text.offsetByCodePoints(0, Math.min(kept, text.codePointCount(0, text.length()))))
                + "\u2026";
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                // Control characters are not allowed in XML; a file may bring them in the name of a class.
                default -> escaped.appendCodePoint(c < ' ' || c == 0xFFFE || c == 0xFFFF ? ' ' : c);
            }
        });
        return escaped.toString();
    }
}
