/// Files and folders as data sets, whatever their format: recognised by content, in the parts that they come in, with labels
/// from other files.
package io.github.vae4j.core.data.source;
