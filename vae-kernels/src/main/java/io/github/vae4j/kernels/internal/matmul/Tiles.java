package io.github.vae4j.kernels.internal.matmul;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.List;

/// The tiles of all shapes, made from [TileTemplate].
final class Tiles {
    private static final List<Integer> HEIGHTS = List.of(1, 2, 4, 6, 8, 12);

    // Indexed by the height.
    private static final Tile[] WIDE_BY_ROWS;
    private static final Tile[] WIDE_BY_COLUMNS;
    private static final Tile[] NARROW_BY_ROWS;
    private static final Tile[] NARROW_BY_COLUMNS;

    static {
        byte[] template = template();
        WIDE_BY_ROWS = tiles(template, 2, true);
        WIDE_BY_COLUMNS = tiles(template, 2, false);
        NARROW_BY_ROWS = tiles(template, 1, true);
        NARROW_BY_COLUMNS = tiles(template, 1, false);
    }

    private Tiles() {}

    /// The tile of some rows, two vectors wide or one, that reads `a` by rows or by columns.
    static Tile of(int rows, boolean wide, boolean byRows) {
        if (wide) {
            return (byRows ? WIDE_BY_ROWS : WIDE_BY_COLUMNS)[rows];
        }
        return (byRows ? NARROW_BY_ROWS : NARROW_BY_COLUMNS)[rows];
    }

    private static Tile[] tiles(byte[] template, int vectors, boolean byRows) {
        Tile[] tiles = new Tile[HEIGHTS.getLast() + 1];
        for (int rows : HEIGHTS) {
            tiles[rows] = tile(template, new Tile.Shape(rows, vectors, byRows));
        }
        return tiles;
    }

    private static Tile tile(byte[] template, Tile.Shape shape) {
        try {
            return (Tile) MethodHandles.lookup().defineHiddenClassWithClassData(template, shape, true).lookupClass()
                    .getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(shape + " cannot be made", e);
        }
    }

    private static byte[] template() {
        try (InputStream in = Tiles.class.getResourceAsStream("TileTemplate.class")) {
            if (in == null) {
                throw new LinkageError("TileTemplate.class is missing: the library's jar is incomplete");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new LinkageError("TileTemplate.class cannot be read", e);
        }
    }
}
