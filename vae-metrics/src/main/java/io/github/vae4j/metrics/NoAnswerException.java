package io.github.vae4j.metrics;

import java.io.Serial;

/// A statistic that these samples do not have, although nothing is wrong with the arguments: a silhouette of one class,
/// a dimension of points that all coincide. The message is the reason, one sentence for a report.
public final class NoAnswerException extends IllegalArgumentException {
    @Serial private static final long serialVersionUID = 1L;

    /// An exception with its reason.
    ///
    /// @param reason why there is no such statistic
    public NoAnswerException(String reason) {
        super(reason);
    }
}
