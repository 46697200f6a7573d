package io.genkan.web.now;

import java.util.Collections;
import java.util.List;

/// A small line of how a number went, as the points of an SVG polyline. Pure.
final class Sparkline {
    /// The size of the picture that the points are in.
    static final int WIDTH = 120;
    static final int HEIGHT = 24;
    /// Values of a whole line; with fewer it begins later.
    static final int VALUES = 60;

    private Sparkline() {}

    /// Draws the line.
    ///
    /// @param values the oldest first; the newest is at the right edge, the largest at the upper one
    /// @return the points, for example `118,24 120,0`; nothing if there is no line to be seen
    static String points(List<Long> values) {
        List<Long> shown = values.subList(Math.max(0, values.size() - VALUES), values.size());
        long largest = shown.isEmpty() ? 0 : Collections.max(shown);
        if (shown.size() < 2 || largest <= 0) {
            return "";
        }
        StringBuilder points = new StringBuilder();
        double step = (double) WIDTH / (VALUES - 1);
        for (int i = 0; i < shown.size(); i++) {
            long x = Math.round(WIDTH - (shown.size() - 1 - i) * step);
            long y = HEIGHT - Math.round((double) HEIGHT * shown.get(i) / largest);
            points.append(i == 0 ? "" : " ").append(x).append(',').append(y);
        }
        return points.toString();
    }
}
