package io.github.vae4j.kernels.internal.matmul;

import io.github.vae4j.kernels.internal.Specialised;
import java.lang.invoke.MethodHandles;
import java.util.List;

/// The tiles of all shapes, made from [TileTemplate].
final class Tiles {
    private static final List<Integer> HEIGHTS = List.of(1, 2, 4, 6, 8, 12);

    // Indexed by the height.
    private static final Tile[] WIDE_BY_ROWS = tiles(2, true);
    private static final Tile[] WIDE_BY_COLUMNS = tiles(2, false);
    private static final Tile[] NARROW_BY_ROWS = tiles(1, true);
    private static final Tile[] NARROW_BY_COLUMNS = tiles(1, false);

    private Tiles() {}

    /// The tile of some rows, two vectors wide or one, that reads `a` by rows or by columns.
    static Tile of(int rows, boolean wide, boolean byRows) {
        if (wide) {
            return (byRows ? WIDE_BY_ROWS : WIDE_BY_COLUMNS)[rows];
        }
        return (byRows ? NARROW_BY_ROWS : NARROW_BY_COLUMNS)[rows];
    }

    private static Tile[] tiles(int vectors, boolean byRows) {
        Tile[] tiles = new Tile[HEIGHTS.getLast() + 1];
        for (int rows : HEIGHTS) {
            tiles[rows] = Specialised.make(MethodHandles.lookup(), Tile.class, "TileTemplate",
                    new Tile.Shape(rows, vectors, byRows));
        }
        return tiles;
    }
}
