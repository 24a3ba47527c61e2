package io.github.vae4j.core.data;

import io.github.vae4j.core.data.view.Binarised;

/// Data of 0 and 1 made from values in [0, 1], in the three ways that the literature uses. Results of different ways are
/// not comparable: always say which one it was.
///
/// A sample is binarised by its index in the data set given here, so binarise first and split or shuffle afterwards: a
/// sample then has the same bits in every view.
public final class Binarisation {
    private Binarisation() {}

    /// 1 where the value is at least a threshold.
    ///
    /// @param data any data set
    /// @param threshold the smallest value that becomes 1; 0.5 is usual
    /// @return a view
    /// @throws IllegalArgumentException if the threshold is NaN, or values are missing
    public static Dataset threshold(Dataset data, float threshold) {
        if (Float.isNaN(threshold)) {
            throw new IllegalArgumentException("the threshold is NaN");
        }
        return new Binarised(data, Binarised.Way.THRESHOLD, threshold, 0);
    }

    /// 1 with the value as its probability, drawn once: the same in every epoch (Larochelle and Murray 2011 and
    /// Salakhutdinov and Murray 2008 did so; their fixed draw of MNIST is another one than this).
    ///
    /// @param data values in [0, 1]
    /// @param seed of the draw
    /// @return a view; its content hash is that of the bits drawn
    /// @throws IllegalArgumentException if the values are not known to be in [0, 1]
    public static Dataset sampledOnce(Dataset data, long seed) {
        if (data.isRedrawn()) {
            throw new IllegalArgumentException("the data is drawn anew every epoch: it cannot be drawn once");
        }
        return new Binarised(data, Binarised.Way.ONCE, 0, seed);
    }

    /// 1 with the value as its probability, drawn anew in every epoch (Burda, Grosse and Salakhutdinov, *Importance
    /// Weighted Autoencoders*, ICLR 2016).
    ///
    /// @param data values in [0, 1]
    /// @param seed of the draws
    /// @return a view
    /// @throws IllegalArgumentException if the values are not known to be in [0, 1]
    public static Dataset sampledEveryEpoch(Dataset data, long seed) {
        return new Binarised(data, Binarised.Way.EVERY_EPOCH, 0, seed);
    }
}
