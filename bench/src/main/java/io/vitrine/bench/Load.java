package io.vitrine.bench;

/**
 * What a load generator saw.
 *
 * @param rate answers a second
 * @param p50 median latency in milliseconds
 * @param p99 of the latency in milliseconds
 * @param errors answers with a status of 400 or more, and connections that broke
 */
record Load(double rate, double p50, double p99, long errors) {}
