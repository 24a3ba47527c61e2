/// The report of a study: what it says ([Report] and its parts), and how that becomes one HTML page, picture files and
/// tables ([ReportFiles]).
package io.github.vae4j.study.report;
