package io.github.quotary.ingress.dns;

import java.util.List;

/**
 * A service that writes DNS records. Each call blocks; none throws for what the service says or
 * fails to say. A call that is interrupted answers {@link DnsResult.Unavailable} and leaves the
 * thread interrupted. Implementations are thread-safe.
 */
public interface DnsProvider {
  /** What people call it. */
  String name();

  /** What it can express. */
  Capabilities capabilities();

  /** The zone that a name lies in: of several the longest. */
  DnsResult<Zone> zoneOf(String name);

  /** The records of a name and type; {@link DnsResult.Partial} if not all could be read. */
  DnsResult<List<FoundRecord>> list(Zone zone, String name, RecordType type);

  /** Adds a record beside what is there; done also if the very record is there. */
  DnsResult<FoundRecord> create(Zone zone, DnsRecord record);

  /** Takes one record away; done also if it is gone. */
  DnsResult<FoundRecord> delete(Zone zone, FoundRecord record);
}
