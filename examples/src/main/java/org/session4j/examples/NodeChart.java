package org.session4j.examples;

import java.util.Locale;
import java.util.Map;

/** A {@link NodeCensus} as a picture: three bar charts, one under the other. */
final class NodeChart {

    private static final int WIDTH = 720;
    private static final int MARGIN = 20;
    private static final int LABEL = 120;
    private static final int ROW = 22;
    private static final int BAR = 16;
    private static final int COUNT = 60;

    /** Of more places than these only the rest is drawn as one. */
    private static final int MAX_ROWS = 30;

    private final StringBuilder shapes = new StringBuilder();
    private int y = MARGIN;

    private NodeChart() {}

    static String formatSvg(NodeCensus census) {
        NodeChart chart = new NodeChart();
        chart.text(MARGIN, "title", census.nodes() + " service nodes at block " + census.height());
        chart.bars("Version of the storage server", "#31f196", census.versions());
        chart.bars("First half of the address", "#57c9fa", census.places());
        chart.bars("Swarms by how many nodes they have", "#fab157", census.swarmSizes());
        return chart.wrap();
    }

    private void bars(String title, String color, Map<?, Integer> rows) {
        y += ROW;
        text(MARGIN, "head", title);
        int most = rows.values().stream().mapToInt(count -> count).max().orElse(1);
        int drawn = 0;
        int rest = 0;
        for (Map.Entry<?, Integer> row : rows.entrySet()) {
            if (drawn < MAX_ROWS) {
                bar(String.valueOf(row.getKey()), row.getValue(), most, color);
                drawn++;
            } else {
                rest += row.getValue();
            }
        }
        if (rest > 0) {
            text(MARGIN, "label", (rows.size() - drawn) + " others: " + rest);
        }
    }

    private void bar(String label, int count, int most, String color) {
        int room = WIDTH - 2 * MARGIN - LABEL - COUNT;
        double width = Math.max(1, (double) room * count / most);
        shapes.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\" fill=\"%s\"/>%n",
                MARGIN + LABEL,
                y,
                width,
                BAR,
                color));
        shapes.append(String.format(
                Locale.ROOT,
                "<text class=\"label\" x=\"%.1f\" y=\"%d\">%d</text>%n",
                MARGIN + LABEL + width + 6,
                y + BAR - 3,
                count));
        text(MARGIN, "label", label);
    }

    private void text(int x, String style, String text) {
        shapes.append(String.format(
                Locale.ROOT, "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>%n", style, x, y + BAR - 3, text));
        y += ROW;
    }

    private String wrap() {
        int height = y + MARGIN;
        return String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d">
                <style>
                text { font-family: sans-serif; fill: #222; }
                .title { font-size: 18px; font-weight: bold; }
                .head { font-size: 14px; font-weight: bold; }
                .label { font-size: 12px; }
                </style>
                <rect width="100%%" height="100%%" fill="#fff"/>
                %3$s</svg>
                """, WIDTH, height, shapes);
    }
}
