/**
 * The stages that verifications of all kinds of domains share. Each stage is a record made from the
 * one before it: {@link io.github.quotary.domain.verification.Inquiry}, then the stages of a kind
 * of domain up to its {@link io.github.quotary.domain.verification.Binding}, then {@link
 * io.github.quotary.domain.verification.WorkloadStage} and {@link
 * io.github.quotary.domain.verification.WitnessStage}, which makes the report.
 */
@NullMarked
package io.github.quotary.domain.verification;

import org.jspecify.annotations.NullMarked;
