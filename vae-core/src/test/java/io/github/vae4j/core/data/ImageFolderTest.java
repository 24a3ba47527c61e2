package io.github.vae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
    @TempDir Path folder;

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
        assertThat(Fixtures.row(data, 0)).containsOnly(7 * ByteDataset.UNIT_SCALE);
        assertThat(Fixtures.row(data, 1)).containsOnly(200 * ByteDataset.UNIT_SCALE);
        assertThat(Fixtures.row(data, 2)).containsOnly(100 * ByteDataset.UNIT_SCALE);
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
        assertThat(Fixtures.row(data, 0)).containsExactly(76 * ByteDataset.UNIT_SCALE, 123 * ByteDataset.UNIT_SCALE);
    }

    @Test
    void otherKindsOfGrey() throws IOException {
        BufferedImage deep = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setSample(0, 0, 0, 0x80FF);
        save("a.png", deep);
        BufferedImage bit = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_BINARY);
        bit.setRGB(0, 0, 0xFFFFFF);
        save("b.png", bit);
        BufferedImage jpeg = image(BufferedImage.TYPE_BYTE_GRAY, 1, 1, 128);
        ImageIO.write(jpeg, "jpg", folder.resolve("c.jpg").toFile());
        Dataset data = ImageFolder.read(folder);
        assertThat(Fixtures.row(data, 0)).containsExactly(128 * ByteDataset.UNIT_SCALE);
        assertThat(Fixtures.row(data, 1)).containsExactly(1);
        assertThat(Fixtures.row(data, 2)[0] * 255).isBetween(126f, 130f);
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
        rejects("either images or folders");
    }

    @Test
    void classWithoutImages() throws IOException {
        save("cat/b.png", image(BufferedImage.TYPE_BYTE_GRAY, 3, 2, 1));
        Files.createDirectory(folder.resolve("dog"));
        rejects("dog", "label without images");
    }

    @Test
    void cutShortOrTooLong() throws IOException {
        for (String format : new String[] {"png", "jpg"}) {
            Path file = folder.resolve("a." + format);
            ImageIO.write(image(BufferedImage.TYPE_BYTE_GRAY, 64, 64, 77), format, file.toFile());
            byte[] content = Files.readAllBytes(file);
            assertThat(ImageFolder.read(folder).size()).isEqualTo(1);
            for (int length : new int[] {content.length - 1, content.length / 2, content.length + 3}) {
                Files.write(file, Arrays.copyOf(content, length));
                rejects("a." + format, "byte ");
            }
            Files.delete(file);
        }
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
    void notAnImage() throws IOException {
        rejects("found none");
        Files.writeString(folder.resolve("a.png"), "text");
        rejects("a.png", "expected a PNG or JPEG image");
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
