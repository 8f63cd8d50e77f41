package org.session4j.qr;

/** A code as an SVG document: a white ground, and one path of all runs of dark modules. */
final class Svg {

    private Svg() {}

    static String format(QrCode code) {
        int side = code.size() + 2 * QrCode.QUIET_ZONE;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + " " + side
                + "\" shape-rendering=\"crispEdges\"><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/><path d=\""
                + runs(code)
                + "\" fill=\"#000\"/></svg>\n";
    }

    private static String runs(QrCode code) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size(); y++) {
            int x = 0;
            while (x < code.size()) {
                int start = x;
                while (code.isDark(x, y)) {
                    x++;
                }
                if (x > start) {
                    appendRun(path, start, y, x - start);
                }
                x++;
            }
        }
        return path.toString();
    }

    private static void appendRun(StringBuilder path, int x, int y, int length) {
        path.append('M').append(x + QrCode.QUIET_ZONE).append(' ').append(y + QrCode.QUIET_ZONE);
        path.append('h').append(length).append("v1h-").append(length).append('z');
    }
}
