/// Tables as text: cells, how a file is laid out, what its columns are for, its rows.
package io.github.vae4j.core.data.table;
