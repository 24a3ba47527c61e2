/// Studies of models of counts: topics of texts, and recommendations of items.
package io.github.vae4j.study.counts;
