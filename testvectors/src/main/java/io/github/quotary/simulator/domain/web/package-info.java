/**
 * The public web's PKI: a certificate authority, its certificates, Certificate Transparency logs.
 */
@NullMarked
package io.github.quotary.simulator.domain.web;

import org.jspecify.annotations.NullMarked;
