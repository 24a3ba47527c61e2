/// Data sets: readers, views, preparation, and sets that come with the library.
///
/// [io.github.vae4j.core.data.Datasets] is the way in. A [io.github.vae4j.core.data.Dataset] keeps bytes as bytes and
/// gives floats row by row. Readers throw [io.github.vae4j.core.data.DataFormatException] for every malformed file, and
/// allocate no more than a small multiple of the file's own size.
package io.github.vae4j.core.data;
