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
import org.xbill.DNS.dnssec.ValidatingResolver;

/**
 * Asks a resolver and follows aliases (CNAME, DNAME), at most {@value #MAX_ALIASES}. One answer may
 * hold the whole chain; where it ends early, the resolver is asked again. As thread-safe as the
 * resolver.
 *
 * <p>With a {@link ValidatingResolver} the answer's DNSSEC state is known; the authenticated-data
 * bit of any other resolver is not believed, since nothing protects it on the way.
 */
public final class ResolverDns implements DnsSource {
  private static final int MAX_ALIASES = 8;

  private final Resolver resolver;
  private final boolean validates;

  /** Answers of this resolver, whose timeout counts for each question. */
  public ResolverDns(Resolver resolver) {
    this.resolver = resolver;
    this.validates = resolver instanceof ValidatingResolver;
  }

  @Override
  public DnsAnswer ask(Name name, int type) {
    Name current = name;
    DnsSecurity security = validates ? DnsSecurity.SECURE : DnsSecurity.INDETERMINATE;
    for (int questions = 0; questions <= MAX_ALIASES; questions++) {
      Message answer;
      try {
        answer = resolver.send(Message.newQuery(Record.newRecord(current, type, DClass.IN)));
      } catch (IOException e) {
        return new DnsAnswer.Failed(
            "no answer for "
                + current
                + " "
                + Type.string(type)
                + ": "
                + e.getClass().getSimpleName(),
            DnsSecurity.INDETERMINATE);
      }
      int rcode = answer.getRcode();
      if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
        return failed(current, type, answer);
      }
      if (validates && !answer.getHeader().getFlag(Flags.AD)) {
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
        "the aliases of " + name + " do not end after " + MAX_ALIASES, DnsSecurity.INDETERMINATE);
  }

  private DnsAnswer failed(Name name, int type, Message answer) {
    boolean bogus =
        validates
            && answer.getRcode() == Rcode.SERVFAIL
            && answer.getSection(Section.ADDITIONAL).stream().anyMatch(ResolverDns::isReason);
    return new DnsAnswer.Failed(
        Rcode.string(answer.getRcode())
            + " for "
            + name
            + " "
            + Type.string(type)
            + (bogus ? ": DNSSEC validation failed" : ""),
        bogus ? DnsSecurity.BOGUS : DnsSecurity.INDETERMINATE);
  }

  /** The validating resolver says why it refused an answer in a TXT record of its own class. */
  private static boolean isReason(Record additional) {
    if (additional instanceof OPTRecord opt) {
      return opt.getOptions().stream().anyMatch(ExtendedErrorCodeOption.class::isInstance);
    }
    return additional.getType() == Type.TXT
        && additional.getDClass() == ValidatingResolver.VALIDATION_REASON_QCLASS;
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
      if (record.getType() == type && record.getName().equals(name)) {
        found.add(Rdata.of(record));
      }
    }
    return found;
  }
}
