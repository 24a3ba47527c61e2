/// How sure a number is: bootstrap intervals of any statistic, intervals of shares.
package io.github.vae4j.metrics.resampling;
