/**
 * The DNS records that an ingress needs, and the services that write them.
 *
 * <p>The way: {@link WantedRecords} says what should be there; {@link DnsWriter#look} asks a {@link
 * DnsProvider} what is; {@link DnsPlan} compares the two without any I/O; {@link DnsWriter#apply}
 * takes the plan's steps in order. Whose a record is, is decided by its value: see {@link
 * Ownership}.
 */
@NullMarked
package io.github.quotary.ingress.dns;

import org.jspecify.annotations.NullMarked;
