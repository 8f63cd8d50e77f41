package org.session4j.qr;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** What happens to a code on its way to a file: it is drawn, turned, photographed. */
record Picture(BufferedImage image) {

    static Picture of(byte[] file) throws IOException {
        return new Picture(ImageIO.read(new ByteArrayInputStream(file)));
    }

    /** One pixel a module; everything around the code is white. */
    static Picture ofModules(boolean[][] dark) {
        BufferedImage image = new BufferedImage(dark[0].length, dark.length, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < dark.length; y++) {
            for (int x = 0; x < dark[y].length; x++) {
                image.setRGB(x, y, dark[y][x] ? 0xff000000 : 0xffffffff);
            }
        }
        return new Picture(image);
    }

    /** Each pixel drawn as a square. */
    Picture enlarged(int factor) {
        boolean[][] dark = new boolean[image.getHeight() * factor][image.getWidth() * factor];
        for (int y = 0; y < dark.length; y++) {
            for (int x = 0; x < dark[y].length; x++) {
                dark[y][x] = image.getRGB(x / factor, y / factor) != -1;
            }
        }
        return ofModules(dark);
    }

    /** Nearer or farther away. */
    Picture scaled(double factor) {
        return drawn(
                Math.max(1, (int) (image.getWidth() * factor)),
                Math.max(1, (int) (image.getHeight() * factor)),
                AffineTransform.getScaleInstance(factor, factor));
    }

    /** Turned about its middle, on a grey table that is large enough for it. */
    Picture turned(double degrees) {
        int side = (int) Math.ceil(Math.hypot(image.getWidth(), image.getHeight()));
        AffineTransform transform = AffineTransform.getTranslateInstance(side / 2.0, side / 2.0);
        transform.rotate(Math.toRadians(degrees));
        transform.translate(-image.getWidth() / 2.0, -image.getHeight() / 2.0);
        return drawn(side, side, transform);
    }

    private Picture drawn(int width, int height, AffineTransform transform) {
        BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = out.createGraphics();
        graphics.setColor(Color.LIGHT_GRAY);
        graphics.fillRect(0, 0, width, height);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, transform, null);
        graphics.dispose();
        return new Picture(out);
    }

    /** Each pixel lighter or darker by chance, and all of them less bright from left to right. */
    Picture photographed(int noise, Random random) {
        BufferedImage out = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < out.getHeight(); y++) {
            for (int x = 0; x < out.getWidth(); x++) {
                Color color = new Color(image.getRGB(x, y));
                double shade = 1 - 0.4 * x / out.getWidth();
                int change = noise == 0 ? 0 : random.nextInt(2 * noise + 1) - noise;
                out.setRGB(
                        x,
                        y,
                        new Color(
                                        sample(color.getRed(), shade, change),
                                        sample(color.getGreen(), shade, change),
                                        sample(color.getBlue(), shade, change))
                                .getRGB());
            }
        }
        return new Picture(out);
    }

    private static int sample(int value, double shade, int change) {
        return Math.max(0, Math.min(255, (int) (value * shade) + change));
    }

    Picture inverted() {
        BufferedImage out = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < out.getHeight(); y++) {
            for (int x = 0; x < out.getWidth(); x++) {
                out.setRGB(x, y, ~image.getRGB(x, y));
            }
        }
        return new Picture(out);
    }

    int[] argb() {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    byte[] file(String format) throws IOException {
        BufferedImage rgb = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        rgb.createGraphics().drawImage(image, 0, 0, null);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(rgb, format, out)) {
            throw new IOException("no writer for " + format);
        }
        return out.toByteArray();
    }

    /** Read without a file between. */
    QrImage pixels() throws QrException {
        return QrImage.ofArgb(image.getWidth(), image.getHeight(), argb());
    }
}
