/**
 * Certificates by ACME (RFC 8555): the account, orders, and when to renew.
 *
 * <p>The way: {@link AcmeCa} is one authority; {@link AcmeAccounts} opens the account with it;
 * {@link Renewals} decides whether a certificate is due; {@link AcmeOrders} gets one, with the help
 * of a {@link ChallengeResponder}. Keys and half-done orders stand in the state folder before the
 * authority hears of them, so that a crash loses neither an account nor a certificate.
 */
@NullMarked
package io.github.quotary.ingress.acme;

import org.jspecify.annotations.NullMarked;
