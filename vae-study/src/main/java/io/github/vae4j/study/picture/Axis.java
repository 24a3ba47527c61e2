package io.github.vae4j.study.picture;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One axis: its label with the unit, its range and its ticks.
///
/// @param label what it measures, with the unit
/// @param from the value at its start
/// @param to the value at its end
/// @param logarithmic whether equal factors are equally long
/// @param ticks places with a text
record Axis(String label, double from, double to, boolean logarithmic, List<Tick> ticks) {
    /// A place on an axis.
    ///
    /// @param value where
    /// @param text what is written there
    record Tick(double value, String text) {}

    private static final int WANTED_TICKS = 5;

    Axis {
        ticks = List.copyOf(ticks);
    }

    /// An axis that holds the values and ends at round numbers.
    static Axis around(String label, double least, double largest) {
        double low = Double.isFinite(least) ? least : 0;
        double high = Double.isFinite(largest) ? largest : low + 1;
        if (!(high > low)) {
            double room = Math.max(Math.abs(low) / 10, 0.5);
            low -= room;
            high += room;
        }
        return stepped(label, low, high, step((high - low) / WANTED_TICKS));
    }

    /// The same for what is counted: no ticks between whole numbers.
    static Axis counting(String label, double least, double largest) {
        double high = Math.max(largest, least + 1);
        return stepped(label, least, high, Math.max(1, step((high - least) / WANTED_TICKS)));
    }

    private static Axis stepped(String label, double low, double high, double step) {
        long first = (long) Math.floor(low / step + 1e-9);
        long last = (long) Math.ceil(high / step - 1e-9);
        List<Tick> ticks = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            ticks.add(new Tick(i * step, text(i, step)));
        }
        return new Axis(label, first * step, last * step, false, ticks);
    }

    /// An axis from exactly one value to another, with round numbers in between.
    static Axis exactly(String label, double from, double to) {
        Axis wide = around(label, from, to);
        double room = (to - from) * 1e-9;
        return new Axis(label, from, to, false,
                wide.ticks.stream().filter(tick -> tick.value >= from - room && tick.value <= to + room).toList());
    }

    /// An axis with a place for each of some values that may not be evenly spaced, as wide on either side.
    static Axis at(String label, List<Double> values, boolean logarithmic) {
        double least = values.stream().mapToDouble(v -> v).min().orElse(0);
        double largest = values.stream().mapToDouble(v -> v).max().orElse(1);
        List<Tick> ticks = values.stream().distinct().map(v -> new Tick(v, plain(v))).toList();
        if (logarithmic) {
            double room = Math.max(StrictMath.pow(largest / least, 0.06), 1.1);
            return new Axis(label, least / room, largest * room, true, ticks);
        }
        double room = largest > least ? (largest - least) * 0.06 : 1;
        return new Axis(label, least - room, largest + room, false, ticks);
    }

    /// An axis of things that are counted from 0, each one unit wide. Texts are left out where they would be too dense.
    ///
    /// @param length of the axis in pixels
    static Axis things(String label, List<String> names, double length) {
        int n = Math.max(1, names.size());
        double widest = names.stream().mapToDouble(Svg::textWidth).max().orElse(0);
        int every = 1;
        for (int candidate : new int[] {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000}) {
            every = candidate;
            if (candidate * length / n > widest + 4) {
                break;
            }
        }
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i < names.size(); i += every) {
            ticks.add(new Tick(i, names.get(i)));
        }
        return new Axis(label, -0.5, n - 0.5, false, ticks);
    }

    /// The share of the axis that lies before a value.
    double share(double value) {
        return logarithmic
                ? StrictMath.log(value / from) / StrictMath.log(to / from)
                : (value - from) / (to - from);
    }

    private static double step(double rough) {
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(rough)));
        double leading = rough / power;
        return power * (leading <= 1 ? 1 : leading <= 2 ? 2 : leading <= 5 ? 5 : 10);
    }

    private static String text(long multiple, double step) {
        int decimals = Math.clamp((int) Math.ceil(-StrictMath.log10(step) - 1e-9), 0, 12);
        double value = multiple * step;
        return Math.abs(value) >= 1e6
                ? String.format(Locale.ROOT, "%.3g", value)
                : minus(String.format(Locale.ROOT, "%,." + decimals + "f", value));
    }

    private static String plain(double value) {
        return minus(BigDecimal.valueOf(value).stripTrailingZeros().toPlainString());
    }

    private static String minus(String text) {
        return text.replace('-', '\u2212');
    }
}
