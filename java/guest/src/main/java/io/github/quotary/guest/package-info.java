/**
 * Quotes of the TEE that this program runs in.
 *
 * <p>Let {@link io.github.quotary.guest.QuoteDetection} find out where they come from: dstack's
 * guest agent, its predecessor, or the kernel of any TDX guest. Say in the report data what they
 * are for, as {@link io.github.quotary.challenge.KeyBinding} does:
 *
 * <pre>{@code
 * QuoteDetection detection = QuoteDetection.run();
 * QuoteProvider provider = detection.provider().orElseThrow(
 *     () -> new IllegalStateException(detection.message()));
 *
 * byte[] reportData = KeyBinding.reportData("payments/v1", publicKey, nonce);
 * Answer<TeeQuote> answer = provider.quote(reportData);
 * if (answer instanceof Answer.Given<TeeQuote> given) {
 *   send(given.value().toByteArray());
 * } else {
 *   log(answer.fault().orElseThrow().message());
 * }
 * }</pre>
 *
 * <p>Who needs more of dstack asks the agent itself: its answer as it is published, what it tells
 * of the guest, keys and certificates.
 *
 * <pre>{@code
 * GuestAgent agent = GuestAgent.at(AgentProtocol.DSTACK, Path.of("/var/run/dstack.sock"))
 *     .withLimits(ExchangeLimits.standard().withTime(Duration.ofSeconds(5)));
 * Answer<AgentQuote> quote = agent.getQuote(reportData);   // AgentQuote.json() is quote.json
 * Answer<AgentInfo> info = agent.info();
 * Answer<TlsKey> key = agent.getTlsKey(TlsKeyRequest.ofServer("app.example.com"));
 * }</pre>
 *
 * <p>Nothing here throws for what the TEE, the agent or the kernel does: what went wrong is a
 * {@link io.github.quotary.guest.provider.GuestFault} that says what, where, and what to do. A
 * quote that comes back is over the report data that were asked for; whether it can be trusted is
 * for the relying party to {@linkplain io.github.quotary.verify.Verifier verify}.
 */
@NullMarked
package io.github.quotary.guest;

import org.jspecify.annotations.NullMarked;
