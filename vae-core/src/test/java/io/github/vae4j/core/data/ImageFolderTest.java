package io.github.vae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
    @TempDir Path folder;
    private final List<String> notes = new ArrayList<>();

    @Test
    void greyImagesOfClasses() throws IOException {
        save("cat/b.png", image(BufferedImage.TYPE_BYTE_GRAY, 3, 2, 100));
        save("ant/a.png", image(BufferedImage.TYPE_BYTE_GRAY, 3, 2, 7));
        save("cat/a.png", image(BufferedImage.TYPE_BYTE_GRAY, 3, 2, 200));
        Dataset data = ImageFolder.read(folder);
        assertThat(data.size()).isEqualTo(3);
        assertThat(data.imageShape()).containsExactly(2, 3);
        assertThat(data.classNames()).containsExactly("ant", "cat");
        assertThat(Fixtures.labels(data)).containsExactly(0, 1, 1);
        assertThat(Fixtures.row(data, 0)).containsOnly(7 * ReadOptions.UNIT_SCALE);
        assertThat(Fixtures.row(data, 1)).containsOnly(200 * ReadOptions.UNIT_SCALE);
        assertThat(Fixtures.row(data, 2)).containsOnly(100 * ReadOptions.UNIT_SCALE);
        assertThat(Datasets.open(folder).contentHash()).isEqualTo(data.contentHash());
    }

    @Test
    void coloursBecomeLuma() throws IOException {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0xFF0000);
        image.setRGB(1, 0, 0x10C030);
        save("a.png", image);
        Dataset data = ImageFolder.read(folder);
        assertThat(data.hasLabels()).isFalse();
        assertThat(Fixtures.row(data, 0)).containsExactly(76 * ReadOptions.UNIT_SCALE, 123 * ReadOptions.UNIT_SCALE);
    }

    @Test
    void otherKindsOfGrey() throws IOException {
        BufferedImage bit = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_BINARY);
        bit.setRGB(0, 0, 0xFFFFFF);
        save("b.png", bit);
        BufferedImage jpeg = image(BufferedImage.TYPE_BYTE_GRAY, 1, 1, 128);
        ImageIO.write(jpeg, "jpg", folder.resolve("c.jpg").toFile());
        BufferedImage linear = new BufferedImage(
                new ComponentColorModel(ColorSpace.getInstance(ColorSpace.CS_GRAY), true, false,
                        Transparency.TRANSLUCENT, DataBuffer.TYPE_BYTE),
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 1, 1, 2, null), false, null);
        linear.getRaster().setPixel(0, 0, new int[] {65, 200});
        save("d.png", linear);
        Dataset data = read();
        assertThat(Fixtures.row(data, 0)).containsExactly(1);
        assertThat(Fixtures.row(data, 1)[0] * 255).isBetween(126f, 130f);
        assertThat(Fixtures.row(data, 2)).containsExactly(65 * ReadOptions.UNIT_SCALE);
        assertThat(notes).singleElement().asString().contains("1 image has transparent places");
    }

    @Test
    void sixteenBitsKeepAllLevels() throws IOException {
        for (int i = 0; i < 3; i++) {
            BufferedImage deep = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
            deep.getRaster().setSample(0, 0, 0, i);
            deep.getRaster().setSample(1, 0, 0, 4095 - i);
            save("b" + i + ".png", deep);
        }
        save("a.png", image(BufferedImage.TYPE_BYTE_GRAY, 2, 1, 17));
        Dataset data = read();
        assertThat(Fixtures.row(data, 0)).containsExactly(17 * ReadOptions.UNIT_SCALE, 17 * ReadOptions.UNIT_SCALE);
        assertThat(Fixtures.row(data, 2)).containsExactly(1 / 65535f, 4094 / 65535f);
        assertThat(notes).singleElement().asString().contains("3 images have 16 bits", "4095 of 65535", "scale");
    }

    @Test
    void sixteenBitsOfColour() throws IOException {
        BufferedImage deep = new BufferedImage(
                new ComponentColorModel(ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, Transparency.OPAQUE,
                        DataBuffer.TYPE_USHORT),
                Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, 1, 1, 3, null), false, null);
        deep.getRaster().setPixel(0, 0, new int[] {1000, 2000, 40000});
        save("a.png", deep);
        assertThat(Fixtures.row(read(), 0)).containsExactly((299 + 1174 + 4560) / 65535f);
    }

    @Test
    void inks() throws IOException {
        // C, M, Y, K of 20, 100, 200, 50: red is 255 (1 - 20/255) (1 - 50/255) and so on.
        int red = Math.round((255 - 20) * (255 - 50) / 255f);
        int green = Math.round((255 - 100) * (255 - 50) / 255f);
        int blue = Math.round((255 - 200) * (255 - 50) / 255f);
        float expected = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
        Files.write(folder.resolve("a.jpg"), Jpegs.fourComponents(20, 100, 200, 50));
        Files.write(folder.resolve("b.jpg"), Jpegs.adobe(Jpegs.fourComponents(235, 155, 55, 205), 0));
        // Y, Cb, Cr of the inks 20, 100, 200 as if they were colours; Adobe's black is inverted.
        double luma = 0.299 * 20 + 0.587 * 100 + 0.114 * 200;
        int cb = (int) Math.round(128 + (200 - luma) / 1.772);
        int cr = (int) Math.round(128 + (20 - luma) / 1.402);
        Files.write(folder.resolve("c.jpg"),
                Jpegs.adobe(Jpegs.fourComponents((int) Math.round(luma), cb, cr, 205), 2));
        Dataset data = read();
        for (int i = 0; i < 3; i++) {
            for (float value : Fixtures.row(data, i)) {
                assertThat(value * 255).as("image %s", i).isCloseTo(expected, within(1.01f));
            }
        }
    }

    @Test
    void imagesAreTurnedUpright() throws IOException {
        int[][] stored = {{0, 60, 120}, {180, 220, 255}};
        // Where the six blocks are to be seen, row by row, after EXIF 2.32, table 6.
        int[][][] upright = {stored, {{120, 60, 0}, {255, 220, 180}}, {{255, 220, 180}, {120, 60, 0}},
            {{180, 220, 255}, {0, 60, 120}}, {{0, 180}, {60, 220}, {120, 255}}, {{180, 0}, {220, 60}, {255, 120}},
            {{255, 120}, {220, 60}, {180, 0}}, {{120, 255}, {60, 220}, {0, 180}}};
        for (int orientation = 1; orientation <= 8; orientation++) {
            int[][] expected = upright[orientation - 1];
            Files.write(folder.resolve("a.jpg"), Jpegs.exif(Jpegs.blocks(stored), orientation));
            Dataset data = read();
            assertThat(data.imageShape()).containsExactly(8 * expected.length, 8 * expected[0].length);
            for (int y = 0; y < expected.length; y++) {
                for (int x = 0; x < expected[0].length; x++) {
                    float value = Fixtures.row(data, 0)[(8 * y + 3) * data.imageShape()[1] + 8 * x + 3];
                    assertThat(value * 255).as("orientation %s", orientation).isCloseTo(expected[y][x], within(2f));
                }
            }
            assertThat(notes).hasSize(orientation == 1 ? 0 : 1);
        }
    }

    @Test
    void partsAndWhatElseIsInAFolder() throws IOException {
        save("train/cat/1.png", image(BufferedImage.TYPE_BYTE_GRAY, 1, 1, 1));
        save("train/ant/2.PNG", image(BufferedImage.TYPE_BYTE_GRAY, 1, 1, 2));
        save("val/cat/3.png", image(BufferedImage.TYPE_BYTE_GRAY, 1, 1, 3));
        save("Test/bee/4.png", image(BufferedImage.TYPE_BYTE_GRAY, 1, 1, 4));
        save(".ipynb_checkpoints/5.png", image(BufferedImage.TYPE_BYTE_GRAY, 1, 1, 5));
        save("__MACOSX/6.png", image(BufferedImage.TYPE_BYTE_GRAY, 1, 1, 5));
        Files.writeString(folder.resolve("README.txt"), "about");
        Files.writeString(folder.resolve("train/cat/Thumbs.db"), "x");
        Files.writeString(folder.resolve("train/cat/.DS_Store"), "x");
        Parts parts = ImageFolder.readParts(folder, ReadOptions.defaults().withNotes(notes::add));
        assertThat(parts.train().size()).isEqualTo(2);
        assertThat(parts.validation()).hasValueSatisfying(data -> assertThat(data.label(0)).isEqualTo(2));
        assertThat(parts.test()).hasValueSatisfying(data -> assertThat(data.label(0)).isEqualTo(1));
        assertThat(parts.train().classNames()).containsExactly("ant", "bee", "cat");
        assertThat(parts.all().size()).isEqualTo(4);
        assertThat(Fixtures.labels(parts.all())).containsExactly(0, 2, 2, 1);
        assertThat(parts.all().id(2)).isEqualTo("cat/3.png");
        assertThat(parts.all().place(3)).endsWith(Path.of("Test", "bee", "4.png").toString());
        assertThat(notes).singleElement().asString().contains("left out 2 files", "Thumbs.db", "README.txt");
        save("train/7.png", image(BufferedImage.TYPE_BYTE_GRAY, 1, 1, 1));
        rejects("train", "7.png", "no label");
    }

    @Test
    void foldersThatAreNotUnderstood() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "1,2");
        rejects("found none but a.csv");
        save("photos/cats/1.png", image(BufferedImage.TYPE_BYTE_GRAY, 1, 1, 1));
        rejects("cats", "expected images in the folder of the class photos, found a folder");
    }

    @Test
    void labelsOfImagesByName() throws IOException {
        for (int i = 0; i < 12; i++) {
            save("img_" + i + ".png", image(BufferedImage.TYPE_BYTE_GRAY, 1, 1, i));
        }
        StringBuilder table = new StringBuilder("id,breed\n");
        for (int i = 0; i < 12; i++) {
            table.append("img_").append(i).append(',').append(i < 6 ? "pug" : "boxer").append('\n');
        }
        Path labels = Files.writeString(Files.createTempFile(folder.getParent(), "labels", ".csv"), table);
        // By their names img_10 comes after img_1.
        Dataset data = Datasets.open(folder, labels, ReadOptions.defaults().withNotes(notes::add));
        for (int i = 0; i < 12; i++) {
            int number = Math.round(Fixtures.row(data, i)[0] * 255);
            assertThat(data.id(i)).isEqualTo("img_" + number + ".png");
            assertThat(data.classNames().get(data.label(i))).isEqualTo(number < 6 ? "pug" : "boxer");
        }
        assertThat(notes).anyMatch(note -> note.contains("by the names of the rows"));
        Files.writeString(labels, table.toString().replace("img_7,", "img_77,"));
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> Datasets.open(folder, labels, ReadOptions.defaults()))
                .withMessageContaining("found none for img_7.png");
        Files.delete(labels);
    }

    @Test
    void mixedSizes() throws IOException {
        save("a.png", image(BufferedImage.TYPE_BYTE_GRAY, 3, 2, 1));
        save("b.png", image(BufferedImage.TYPE_BYTE_GRAY, 2, 3, 1));
        rejects("b.png", "expected 2 x 3 pixels", "found 3 x 2");
    }

    @Test
    void imagesWithAndWithoutLabel() throws IOException {
        save("a.png", image(BufferedImage.TYPE_BYTE_GRAY, 3, 2, 1));
        save("cat/b.png", image(BufferedImage.TYPE_BYTE_GRAY, 3, 2, 1));
        rejects("either images or folders", "a.png", "no label");
    }

    @Test
    void classWithoutImages() throws IOException {
        save("cat/b.png", image(BufferedImage.TYPE_BYTE_GRAY, 3, 2, 1));
        Files.createDirectory(folder.resolve("dog"));
        rejects("dog", "label without images");
    }

    @Test
    void cutShort() throws IOException {
        for (String format : new String[] {"png", "jpg"}) {
            Path file = folder.resolve("a." + format);
            ImageIO.write(image(BufferedImage.TYPE_BYTE_GRAY, 64, 64, 77), format, file.toFile());
            byte[] content = Files.readAllBytes(file);
            Dataset whole = ImageFolder.read(folder);
            for (int length : new int[] {content.length - 1, content.length / 2}) {
                Files.write(file, Arrays.copyOf(content, length));
                rejects("a." + format, "byte ");
            }
            Files.write(file, Arrays.copyOf(content, content.length + 3));
            if (format.equals("png")) {
                rejects("a.png", "3 more bytes");
            } else {
                // Cameras put more behind the image.
                assertThat(ImageFolder.read(folder).contentHash()).isEqualTo(whole.contentHash());
            }
            Files.delete(file);
        }
    }

    @Test
    void scanBomb() throws IOException {
        byte[] jpeg = Jpegs.blocks(new int[][] {{7}});
        int scan = jpeg.length - 2;
        while (!((jpeg[scan] & 0xFF) == 0xFF && (jpeg[scan + 1] & 0xFF) == 0xDA)) {
            scan--;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, scan);
        for (int i = 0; i < 101; i++) {
            out.write(jpeg, scan, jpeg.length - 2 - scan);
        }
        out.write(jpeg, jpeg.length - 2, 2);
        Files.write(folder.resolve("a.jpg"), out.toByteArray());
        rejects("a.jpg", "at most 100 scans");
    }

    /// The JDK's JPEG decoder invents what is missing in the middle, and says so in a warning only.
    @Test
    void jpegWithAHole() throws IOException {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 4096; i++) {
            image.getRaster().setSample(i % 64, i / 64, 0, i * 37 % 256);
        }
        Path file = folder.resolve("a.jpg");
        ImageIO.write(image, "jpg", file.toFile());
        byte[] content = Files.readAllBytes(file);
        byte[] hole = Arrays.copyOf(content, content.length / 2);
        hole[hole.length - 2] = (byte) 0xFF;
        hole[hole.length - 1] = (byte) 0xD9;
        Files.write(file, hole);
        rejects("a.jpg", "undamaged");
    }

    @Test
    void damagedPng() throws IOException {
        save("a.png", image(BufferedImage.TYPE_BYTE_GRAY, 3, 2, 1));
        byte[] content = Files.readAllBytes(folder.resolve("a.png"));
        content[content.length - 18] ^= 1;
        Files.write(folder.resolve("a.png"), content);
        rejects("a.png", "checksum");
    }

    @Test
    void transparentLevelsOfFewBitsAreSaid() throws IOException {
        for (int bits : new int[] {1, 2, 4, 8, 16}) {
            int white = (1 << bits) - 1;
            byte[] row = bits == 16 ? new byte[] {0, 0, 0, -1, -1} : new byte[] {0, (byte) (white << 8 - 2 * bits)};
            row = bits == 8 ? new byte[] {0, 0, -1} : row;
            for (int clear : new int[] {white, white / 2}) {
                png(2, bits, 0, row, "tRNS", (byte) (clear >> 8), (byte) clear);
                assertThat(Fixtures.row(read(), 0)).as("%d bits", bits).containsExactly(0, 1);
                assertThat(notes.stream().anyMatch(note -> note.contains("transparent")))
                        .as("%d bits, level %d", bits, clear).isEqualTo(clear == white || clear == 0);
            }
        }
    }

    @Test
    void aColourThatThePaletteDoesNotHave() throws IOException {
        byte[] palette = {0, 0, 0, 85, 85, 85, -1, -1, -1};
        png(3, 8, 3, new byte[] {0, 2, 1, 0}, "PLTE", palette);
        assertThat(Fixtures.row(read(), 0)).containsExactly(1, 85 * ReadOptions.UNIT_SCALE, 0);
        png(3, 8, 3, new byte[] {0, 2, 3, 0}, "PLTE", palette);
        rejects("a.png", "palette of 3", "column 1", "number 3");
    }

    /// Writes an image of one row, by hand: no encoder of the JDK makes such files.
    private void png(int width, int bits, int kind, byte[] row, String type, byte... chunk) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        chunk(out, "IHDR", ByteBuffer.allocate(13).putInt(width).putInt(1).put((byte) bits).put((byte) kind).array());
        chunk(out, type, chunk);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(row);
        }
        chunk(out, "IDAT", packed.toByteArray());
        chunk(out, "IEND");
        Files.write(folder.resolve("a.png"), out.toByteArray());
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte... data) {
        byte[] content = ByteBuffer.allocate(4 + data.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(data)
                .array();
        CRC32 crc = new CRC32();
        crc.update(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    @Test
    void notAnImage() throws IOException {
        rejects("found none");
        Files.writeString(folder.resolve("a.png"), "text");
        rejects("a.png", "expected a PNG or JPEG image");
        Files.writeString(folder.resolve("a.png"), "GIF89a...........");
        rejects("a.png", "found a GIF image");
    }

    @Test
    void absurdSize() throws IOException {
        save("a.png", image(BufferedImage.TYPE_BYTE_GRAY, 3, 2, 1));
        Path file = folder.resolve("a.png");
        byte[] content = Files.readAllBytes(file);
        ByteBuffer.wrap(content).putInt(16, 30_000).putInt(20, 30_000);
        CRC32 crc = new CRC32();
        crc.update(content, 12, 17);
        ByteBuffer.wrap(content).putInt(29, (int) crc.getValue());
        Files.write(file, content);
        rejects("a.png", "256 pixels per byte", "30000 x 30000");
        ByteBuffer.wrap(content).putInt(8, 2_000_000_000);
        Files.write(file, content);
        rejects("byte 8", "chunk that fits");
    }

    private Dataset read() throws IOException {
        notes.clear();
        return ImageFolder.readParts(folder, ReadOptions.defaults().withNotes(notes::add)).all();
    }

    private void rejects(String... parts) {
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> ImageFolder.read(folder))
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }

    private static BufferedImage image(int type, int width, int height, int level) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.getRaster().setSample(x, y, 0, level);
            }
        }
        return image;
    }

    private void save(String name, BufferedImage image) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }
}
