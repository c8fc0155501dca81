/**
 * A laboratory for domain attestation: test your own domain policy without TDX hardware.
 *
 * <p>A {@link io.github.quotary.simulator.domain.GatewayPlan} or {@link
 * io.github.quotary.simulator.domain.CustomPlan} says what a deployment looks like: which version
 * of the producer, which keys and names, which workload. A {@link
 * io.github.quotary.simulator.domain.DomainLaboratory} turns it into a {@link
 * io.github.quotary.simulator.domain.DomainSite}: the documents, the certificates, Intel's
 * collateral of the simulated platform, and what an honest operator would pin. A site can be served
 * over real TLS on the loopback interface or written to files:
 *
 * <pre>{@code
 * DomainSite site = DomainLaboratory.seeded(1).custom(CustomPlan.of("app.example.com"));
 * try (LaboratoryServer server = site.serve()) {
 *   // connect to server.address() with the server name "app.example.com"
 * }
 * site.writeTo(Path.of("evidence"));
 * }</pre>
 *
 * <p>What others know of a site is served, too: {@link
 * io.github.quotary.simulator.domain.server.NameServer} its part of the DNS over UDP, TCP and HTTP,
 * {@link io.github.quotary.simulator.domain.server.CtSearchServer} what logs have of it, as crt.sh
 * answers; its certificates carry timestamps of simulated logs. Each fails in the ways in which
 * such servers do.
 *
 * <p>{@link io.github.quotary.simulator.domain.attack.DomainAttack} has attacks by name, each with
 * the check that must stop it.
 *
 * <p>The same seed and plan give the same bytes on every machine. Formats are those of dstack's
 * gateway, dstack-ingress and guest agent.
 */
@NullMarked
package io.github.quotary.simulator.domain;

import org.jspecify.annotations.NullMarked;
