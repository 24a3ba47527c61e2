/// Pictures of numbers, as SVG or PNG: they know nothing of models and studies.
///
/// The SVG is our own: a page needs pictures that follow its light or dark scheme, whose text is measured and drawn by
/// the reader's browser, and that stay small with ten thousand points. Libraries that draw through `java.awt` need
/// fonts, which servers often do not have, and fix every colour; those that write SVG are under licences that do not
/// go with ours.
///
/// Colours are the ten of M. A. Petroff, *Accessible Color Sequences for Data Visualization* (2021, arXiv:2107.02270),
/// which people with any form of colour blindness can tell apart; scales are viridis (N. Smith and S. van der Walt).
package io.github.vae4j.study.picture;
