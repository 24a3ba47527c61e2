package io.github.vae4j.core.spec;

/// The values of a batch in double precision, for [Term#reference]. All matrices are row-major without gaps.
///
/// @param rows rows of z
/// @param units latent units
/// @param dataSize samples in the whole training set
/// @param z codes, (rows, units)
/// @param mean of q(z|x) for each row of z, (rows, units)
/// @param logvar of q(z|x) for each row of z, (rows, units)
/// @param x the sample of each row of z, (rows, features)
/// @param normals the numbers that [TermBatch#normal] gives
@SuppressWarnings("ArrayRecordComponent") // a carrier of large arrays, never compared
public record TermValues(int rows, int units, long dataSize, double[] z, double[] mean, double[] logvar, double[] x,
        Normals normals) {

    /// Standard normal numbers of rows.
    public interface Normals {
        /// The first numbers of a row.
        ///
        /// @param row from 0
        /// @param n how many
        /// @return a new array
        float[] of(int row, int n);
    }
}
