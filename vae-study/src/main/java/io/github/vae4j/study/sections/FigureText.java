package io.github.vae4j.study.sections;

import io.github.vae4j.study.measure.Figure;

/// Figures of measures as readers see them.
final class FigureText {
    private FigureText() {}

    /// The number, its interval, and what else there is to say.
    static String of(Figure figure) {
        String interval = Double.isNaN(figure.low())
                ? ""
                : " (" + number(figure.low(), figure.form()) + " to " + number(figure.high(), figure.form()) + ")";
        return number(figure.value(), figure.form()) + interval + (figure.note().isEmpty() ? "" : ", " + figure.note());
    }

    private static String number(double value, Figure.Form form) {
        return switch (form) {
            case COUNT -> Numbers.fixed(value, 0);
            case TWO -> Numbers.fixed(value, 2);
            case THREE -> Numbers.fixed(value, 3);
            case BRIEF -> Numbers.brief(value);
            case PERCENT -> Numbers.percent(value);
        };
    }
}
