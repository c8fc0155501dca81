package io.github.quotary.domain.dns;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Asks a resolver and follows aliases (CNAME, DNAME), at most {@value #MAX_ALIASES}. One answer may
 * hold the whole chain; where it ends early, the resolver is asked again. As thread-safe as the
 * resolver.
 *
 * <p>It validates no DNSSEC signature itself. A resolver that validates says so by the
 * authenticated-data bit (RFC 4035, section 3.2.3); that is believed only of a resolver that is
 * trusted and asked over an authenticated channel, such as DNS over HTTPS.
 */
public final class ResolverDns implements DnsSource {
  private static final int MAX_ALIASES = 8;

  /** Extended DNS errors about DNSSEC (RFC 8914, sections 4.7 to 4.13). */
  private static final int DNSSEC_BOGUS = 6;

  private static final int NSEC_MISSING = 12;

  private final Resolver resolver;
  private final boolean isBelieved;

  private ResolverDns(Resolver resolver, boolean isBelieved) {
    this.resolver = resolver;
    this.isBelieved = isBelieved;
  }

  /** Answers of this resolver, whose timeout counts for each question; none counts as signed. */
  public static ResolverDns of(Resolver resolver) {
    return new ResolverDns(resolver, false);
  }

  /**
   * Answers of a resolver that is trusted to validate DNSSEC, over an authenticated channel.
   *
   * @param resolver asks by DNS over HTTPS or the like
   */
  public static ResolverDns believing(Resolver resolver) {
    return new ResolverDns(resolver, true);
  }

  @Override
  public DnsAnswer ask(Name name, int type) {
    Name current = name;
    DnsSecurity security = isBelieved ? DnsSecurity.SECURE : DnsSecurity.INDETERMINATE;
    for (int questions = 0; questions <= MAX_ALIASES; questions++) {
      Message answer;
      try {
        Message query = Message.newQuery(Record.newRecord(current, type, DClass.IN));
        query.getHeader().setFlag(Flags.AD); // asks for the bit in the answer (RFC 6840, 5.7)
        answer = resolver.send(query);
      } catch (IOException e) {
        return new DnsAnswer.Failed(
            "no answer for "
                + current
                + " "
                + Type.string(type)
                + ": "
                + (e instanceof LookupException ? e.getMessage() : e.getClass().getSimpleName()),
            DnsSecurity.INDETERMINATE);
      }
      if (answer.getHeader().getFlag(Flags.TC)) {
        return new DnsAnswer.Failed(
            "the answer for " + current + " " + Type.string(type) + " is truncated",
            DnsSecurity.INDETERMINATE);
      }
      int rcode = answer.getRcode();
      if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
        return failed(current, type, answer);
      }
      if (isBelieved && !answer.getHeader().getFlag(Flags.AD)) {
        security = DnsSecurity.INSECURE;
      }
      Optional<Name> end = follow(answer, current);
      if (end.isEmpty()) {
        break;
      }
      Name target = end.get();
      List<Rdata> found = records(answer, target, type);
      if (!found.isEmpty() || target.equals(current) || rcode == Rcode.NXDOMAIN) {
        Optional<Name> alias = target.equals(name) ? Optional.empty() : Optional.of(target);
        return new DnsAnswer.Records(found, alias, security);
      }
      current = target;
    }
    return new DnsAnswer.Failed(
        "the aliases of " + name + " continue after " + MAX_ALIASES + " steps",
        DnsSecurity.INDETERMINATE);
  }

  private DnsAnswer failed(Name name, int type, Message answer) {
    boolean bogus =
        isBelieved
            && answer.getRcode() == Rcode.SERVFAIL
            && answer.getSection(Section.ADDITIONAL).stream().anyMatch(ResolverDns::saysBogus);
    return new DnsAnswer.Failed(
        Rcode.string(answer.getRcode())
            + " for "
            + name
            + " "
            + Type.string(type)
            + (bogus ? ": DNSSEC validation failed" : ""),
        bogus ? DnsSecurity.BOGUS : DnsSecurity.INDETERMINATE);
  }

  private static boolean saysBogus(Record additional) {
    return additional instanceof OPTRecord opt
        && opt.getOptions().stream()
            .filter(ExtendedErrorCodeOption.class::isInstance)
            .mapToInt(option -> ((ExtendedErrorCodeOption) option).getErrorCode())
            .anyMatch(code -> code >= DNSSEC_BOGUS && code <= NSEC_MISSING);
  }

  /** Where the aliases inside one answer lead from a name; empty for a loop. */
  private static Optional<Name> follow(Message answer, Name start) {
    Name name = start;
    for (int i = 0; i <= MAX_ALIASES; i++) {
      Name next = next(answer, name);
      if (next.equals(name)) {
        return Optional.of(name);
      }
      name = next;
    }
    return Optional.empty();
  }

  private static Name next(Message answer, Name name) {
    for (Record record : answer.getSection(Section.ANSWER)) {
      if (record instanceof CNAMERecord cname && cname.getName().equals(name)) {
        return cname.getTarget();
      }
    }
    for (Record record : answer.getSection(Section.ANSWER)) {
      if (record instanceof DNAMERecord dname
          && name.subdomain(dname.getName())
          && !name.equals(dname.getName())) {
        try {
          return name.fromDNAME(dname);
        } catch (NameTooLongException e) {
          return name;
        }
      }
    }
    return name;
  }

  private static List<Rdata> records(Message answer, Name name, int type) {
    List<Rdata> found = new ArrayList<>();
    for (Record record : answer.getSection(Section.ANSWER)) {
      if (record.getType() == type
          && record.getDClass() == DClass.IN
          && record.getName().equals(name)) {
        found.add(Rdata.of(record));
      }
    }
    return found;
  }
}
