/// What the report of a study says: one class per part, from results to sentences, pictures and tables.
package io.github.vae4j.study.sections;
