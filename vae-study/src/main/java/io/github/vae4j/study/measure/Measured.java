package io.github.vae4j.study.measure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One measure of a subject: a result, or the reason why there is none.
///
/// @param measure which
/// @param result what it computed; null if there is none
/// @param finding the result for programs and people
/// @param basis on which samples, and how they were drawn
/// @param reason why there is no result; empty if there is one
/// @param <R> type of the result
public record Measured<R>(Measure<R> measure, @Nullable R result, Finding finding, String basis, String reason) {
    /// For programs.
    ///
    /// @return the basis and the values, or the reason
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("basis", basis);
        if (result == null) {
            json.put("result", null);
            json.put("reason", reason);
        } else {
            json.putAll(finding.values());
        }
        return json;
    }
}
