/// Data sets that show other ones: chosen rows, other labels, other values, several as one.
package io.github.vae4j.core.data.view;
