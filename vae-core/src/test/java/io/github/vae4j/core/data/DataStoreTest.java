package io.github.vae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.vae4j.core.data.named.BuiltInSet;
import io.github.vae4j.core.file.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataStoreTest {
    private static final List<String> NAMES = List.of("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz",
            "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz");
    private static final List<byte[]> CONTENTS = List.of(Fixtures.idx(4, 2, 2), Fixtures.idx(4), Fixtures.idx(2, 2, 2),
            Fixtures.idx(2));

    @TempDir Path folder;

    private Path mirror;
    private Path cache;
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void mirrorOnDisk() throws IOException {
        mirror = Files.createDirectory(folder.resolve("mirror"));
        cache = folder.resolve("cache");
        for (int i = 0; i < 4; i++) {
            Fixtures.write(mirror, NAMES.get(i), Fixtures.gzip(CONTENTS.get(i)));
        }
    }

    @Test
    void downloadsOnceIntoTheCache() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        BuiltInSet set = set(1 << 10, empty.toUri(), mirror.toUri());
        Split split = store().load(set);
        assertThat(split.train().size()).isEqualTo(4);
        assertThat(split.test().size()).isEqualTo(2);
        assertThat(split.train().classNames()).containsExactly("a", "b", "c", "d");
        assertThat(told).contains(NAMES.get(0));
        told.clear();
        assertThat(store().load(set).train().contentHash()).isEqualTo(split.train().contentHash());
        assertThat(told).isEmpty();
        try (var files = Files.list(cache.resolve("toy"))) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrderElementsOf(NAMES);
        }
    }

    @Test
    void aDamagedFileOfTheCacheIsReplacedAfterAMessage() throws IOException {
        BuiltInSet set = set(1 << 10, mirror.toUri());
        String hash = store().load(set).train().contentHash();
        Path damaged = cache.resolve("toy").resolve(NAMES.get(0));
        byte[] whole = Files.readAllBytes(damaged);
        Files.write(damaged, new byte[] {1, 2, 3});
        told.clear();
        assertThat(store().load(set).train().contentHash()).isEqualTo(hash);
        assertThat(told).startsWith("damaged " + damaged).contains(NAMES.get(0)).doesNotContain(NAMES.get(1));
        assertThat(damaged).hasBinaryContent(whole);

        // What cannot be had anew stays as it is.
        Files.write(damaged, new byte[] {1, 2, 3});
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatIOException().isThrownBy(() -> store().load(set(1 << 10, empty.toUri())))
                .withMessageContaining(damaged.toString()).withMessageContaining("could not be downloaded again");
        assertThat(damaged).hasBinaryContent(new byte[] {1, 2, 3});
    }

    @Test
    void wrongContentIsNotKept() throws IOException {
        Fixtures.write(mirror, NAMES.get(2), Fixtures.gzip(Fixtures.idx(3, 2, 2)));
        assertThatIOException().isThrownBy(() -> store().load(set(1 << 10, mirror.toUri())))
                .withMessageContaining("SHA-256").withMessageContaining(cache.toString());
        assertThat(cache.resolve("toy").resolve(NAMES.get(1))).exists();
        assertThat(cache.resolve("toy").resolve(NAMES.get(2))).doesNotExist();
    }

    @Test
    void tooLargeIsNotKept() {
        assertThatIOException().isThrownBy(() -> store().load(set(10, mirror.toUri())))
                .withMessageContaining("at most 10 bytes");
    }

    @Test
    void offlineSaysWhereToPutTheFiles() {
        assertThatIOException().isThrownBy(() -> store().offline().load(set(1 << 10, mirror.toUri())))
                .satisfies(e -> assertThat(e.getMessage()).contains(NAMES).contains("toy", "VAE4J_DATA", "--data-dir",
                        cache.resolve("toy").toString()));
    }

    @Test
    void theUsersFolderComesFirst() throws IOException {
        Path mine = Files.createDirectories(folder.resolve("mine"));
        for (int i = 0; i < 4; i++) {
            // Unpacked, and straight in the folder.
            Fixtures.write(mine, NAMES.get(i).replace(".gz", ""), CONTENTS.get(i));
        }
        DataStore store = new DataStore(List.of(mine), cache, false, (file, bytes, total) -> {});
        assertThat(store.load(set(1 << 10)).train().size()).isEqualTo(4);
    }

    @Test
    void otherFilesUnderTheSameNameAreRefused() throws IOException {
        Path mine = Files.createDirectories(folder.resolve("mine").resolve("toy"));
        for (int i = 0; i < 4; i++) {
            Fixtures.write(mine, NAMES.get(i), Fixtures.gzip(CONTENTS.get(i)));
        }
        byte[] other = CONTENTS.get(2).clone();
        other[20] ^= 1;
        Fixtures.write(mine, NAMES.get(2), Fixtures.gzip(other));
        DataStore store = new DataStore(List.of(folder.resolve("mine")), cache, true, (file, bytes, total) -> {});
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> store.load(set(1 << 10, mirror.toUri())))
                .satisfies(e -> assertThat(e.getMessage()).contains(mine.resolve(NAMES.get(2)).toString(), "SHA-256",
                        "damaged or of another data set", "by its path"));
        assertThat(cache).doesNotExist();
    }

    @Test
    void names() throws IOException {
        Split digits = Datasets.named("digits", DataStore.standard().offline());
        assertThat(digits.train().size()).isEqualTo(1497);
        Split mails = Datasets.named("mails", DataStore.standard().offline());
        assertThat(mails.train().size()).isEqualTo(5030);
        assertThat(mails.test().classNames()).containsExactly("ham", "spam");
        assertThatIllegalArgumentException().isThrownBy(() -> Datasets.named("minst", DataStore.standard()))
                .withMessageContaining("fashion-mnist");
    }

    private DataStore store() {
        return new DataStore(List.of(), cache, true, new DataStore.Progress() {
            @Override
            public void downloaded(String file, long bytes, long total) {
                told.add(file);
            }

            @Override
            public void damaged(String file) {
                told.add("damaged " + file);
            }
        });
    }

    private static BuiltInSet set(int maxBytes, URI... mirrors) {
        List<BuiltInSet.RemoteFile> files = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String sha = Sha256.hex(CONTENTS.get(i));
            files.add(new BuiltInSet.RemoteFile(NAMES.get(i), sha, maxBytes));
        }
        return new BuiltInSet("toy", files, List.of(mirrors), List.of("a", "b", "c", "d"));
    }
}
