package io.github.quotary.policy;

import com.fasterxml.jackson.core.JsonToken;
import io.github.quotary.policy.MinSvnDemand.Svn;
import io.github.quotary.policy.ReportDataDemand.Form;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TeeType;
import io.github.quotary.status.TcbStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a policy member by member into a builder. */
final class PolicyReader {
  /** Members that say nothing to the engine: for editors and for people. */
  private static final Set<String> REMARKS = Set.of("$schema", "description");

  private static final Set<Rule> WAIVABLE =
      EnumSet.of(
          Rule.EXPIRED,
          Rule.FROM_THE_FUTURE,
          Rule.DEBUG,
          Rule.TD_ATTRIBUTES,
          Rule.MR_SERVICE_TD,
          Rule.REPORT_DATA,
          Rule.IDENTITY);

  private static final Map<Rule, PolicyField> FIELDS =
      Arrays.stream(PolicyField.values())
          .collect(Collectors.toUnmodifiableMap(PolicyField::rule, field -> field));
  private static final Map<Rule, PlatformFlag> FLAGS =
      Arrays.stream(PlatformFlag.values())
          .collect(Collectors.toUnmodifiableMap(PlatformFlag::rule, flag -> flag));

  private static final String GRACE_PERIOD = "gracePeriod";
  private static final String SINCE = "since";
  private static final String MUST_BE_SET = "mustBeSet";
  private static final String MAY_BE_SET = "mayBeSet";

  private final PolicyParser parser;
  private final PolicyBuilder policy = QuotePolicy.builder();

  PolicyReader(PolicyParser parser) {
    this.parser = parser;
  }

  QuotePolicy read() throws IOException {
    parser.begin();
    parser.object("a policy; write an object such as {\"tee\": \"tdx\"}", this::readMember);
    parser.state(policy::requireEffect);
    parser.end();
    return policy.build();
  }

  private void readMember(String name) throws IOException {
    if (REMARKS.contains(name)) {
      parser.text("a text");
      return;
    }
    Rule rule = Rule.ofMember(name).orElseThrow(() -> unknown(name));
    PolicyField field = FIELDS.get(rule);
    PlatformFlag flag = FLAGS.get(rule);
    if (WAIVABLE.contains(rule) && parser.isAtWord(Waiver.WORD)) {
      policy.waive(rule, true);
    } else if (field != null) {
      var values = parser.set(() -> parser.hex(field.size(), field.size()));
      parser.state(() -> policy.accept(field, values));
    } else if (flag != null) {
      policy.platformFlag(flag, parser.bool());
    } else {
      readRule(rule);
    }
  }

  private IllegalArgumentException unknown(String name) {
    List<String> names = Arrays.stream(Rule.values()).map(Rule::member).toList();
    return parser.problem(
        "no rule has this name; "
            + names.stream()
                .filter(known -> known.equalsIgnoreCase(name.replaceAll("[_-]", "")))
                .findFirst()
                .map(known -> "write " + known)
                .orElse("rules are " + String.join(", ", names)));
  }

  private void readRule(Rule rule) throws IOException {
    switch (rule) {
      case TEE -> policy.tee(tee());
      case TCB_STATUS -> {
        Set<TcbStatus> statuses = parser.set(this::tcbStatus);
        parser.state(() -> policy.acceptedTcbStatuses(statuses));
      }
      case OUT_OF_DATE -> readOutOfDate();
      case ADVISORY_IDS -> {
        Set<String> ids = advisoryIds();
        parser.state(() -> policy.acceptedAdvisoryIds(ids));
      }
      case REFUSED_ADVISORY_IDS -> {
        Set<String> ids = advisoryIds();
        parser.state(() -> policy.refusedAdvisoryIds(ids));
      }
      case MIN_TCB_EVALUATION_DATA_NUMBER ->
          policy.minTcbEvaluationDataNumber(parser.integer(MinEvaluationDataNumberDemand.MAX));
      case MIN_TCB_DATE -> {
        Instant date = parser.instant();
        parser.state(() -> policy.minTcbDate(date));
      }
      case EXPIRED -> readExpired();
      case TD_ATTRIBUTES ->
          policy.tdAttributes(mask(AttributeSet.TD_ATTRIBUTES, AttributeMask.strictTdAttributes()));
      case XFAM -> policy.xfam(mask(AttributeSet.XFAM, AttributeMask.any()));
      case MIN_TEE_TCB_SVN -> readMinTeeTcbSvn();
      case ISV_PROD_ID -> {
        Set<Integer> ids = parser.set(() -> (int) parser.integer(MinSvnDemand.MAX));
        parser.state(() -> policy.acceptedIsvProdIds(ids));
      }
      case MIN_ISV_SVN -> policy.minSvn(Svn.ISV, svn());
      case MIN_QE_SVN -> policy.minSvn(Svn.QE, svn());
      case MIN_PCE_SVN -> policy.minSvn(Svn.PCE, svn());
      case REPORT_DATA -> readReportData();
      default -> throw parser.problem(parser.found() + " is not \"" + Waiver.WORD + "\"");
    }
  }

  private TeeType tee() throws IOException {
    String needed = "a kind of quote; write tdx or sgx";
    String name = parser.text(needed);
    return Arrays.stream(TeeType.values())
        .filter(tee -> TeeDemand.name(tee).equals(name))
        .findFirst()
        .orElseThrow(() -> parser.problem(PolicyText.quoted(name) + " is not " + needed));
  }

  private TcbStatus tcbStatus() throws IOException {
    String name = parser.text("a TCB status such as UpToDate");
    return TcbStatus.fromIntelName(name)
        .orElseThrow(
            () ->
                parser.problem(
                    PolicyText.quoted(name)
                        + " is not a TCB status; there are "
                        + Arrays.stream(TcbStatus.values())
                            .map(TcbStatus::intelName)
                            .collect(Collectors.joining(", "))));
  }

  private Set<String> advisoryIds() throws IOException {
    return parser.set(() -> parser.text("an advisory id such as INTEL-SA-00615"));
  }

  private void readOutOfDate() throws IOException {
    Map<String, Instant> since = new HashMap<>();
    GracePeriod period =
        gracePeriod(
            name -> {
              if (!name.equals(SINCE)) {
                throw unknown(name, GRACE_PERIOD, SINCE);
              }
              since.put(name, parser.instant());
            });
    @Nullable Instant start = since.get(SINCE);
    parser.state(() -> policy.outOfDateGrace(period, start));
  }

  private void readExpired() throws IOException {
    GracePeriod period =
        gracePeriod(
            name -> {
              throw unknown(name, GRACE_PERIOD);
            });
    policy.expiredGrace(period.duration());
  }

  /** An object that must have a grace period; its other members are left to the caller. */
  private GracePeriod gracePeriod(PolicyParser.MemberReader others) throws IOException {
    List<GracePeriod> period = new ArrayList<>();
    parser.object(
        "an object with a grace period; write {\"gracePeriod\": \"P30D\"}",
        name -> {
          if (name.equals(GRACE_PERIOD)) {
            period.add(parser.gracePeriod());
          } else {
            others.read(name);
          }
        });
    if (period.isEmpty()) {
      throw parser.problem("gracePeriod is missing; write {\"gracePeriod\": \"P30D\"}");
    }
    return period.get(0);
  }

  private void readReportData() throws IOException {
    List<ReportDataDemand> found = new ArrayList<>();
    parser.object(
        "an expectation; write {\"exact\": ...}, {\"startsWith\": ...},"
            + " {\"paddedWithZeros\": ...} or \"waived\"",
        name -> {
          Form form = Form.ofMember(name).orElseThrow(() -> unknownForm(name));
          Set<Measurement> accepted = reportData(form);
          parser.state(() -> found.add(new ReportDataDemand(form, accepted)));
        });
    if (found.size() != 1) {
      throw parser.problem("write exactly one of exact, startsWith and paddedWithZeros");
    }
    policy.reportData(found.get(0));
  }

  /** One value, or an array of them. */
  private Set<Measurement> reportData(Form form) throws IOException {
    PolicyParser.ElementReader<Measurement> value =
        () -> parser.hex(form.min(), ReportDataDemand.SIZE);
    return parser.isAt(JsonToken.START_ARRAY) ? parser.set(value) : Set.of(value.read());
  }

  /** Earlier policies had a member prefix, whose name did not tell that zeros must follow. */
  private IllegalArgumentException unknownForm(String name) {
    return name.equals("prefix")
        ? parser.problem(
            "prefix does not say what follows it; write paddedWithZeros if zeros must follow"
                + " (which is what prefix meant), or startsWith if anything can")
        : unknown(name, "exact", "startsWith", "paddedWithZeros");
  }

  private int svn() throws IOException {
    return (int) parser.integer(MinSvnDemand.MAX);
  }

  private void readMinTeeTcbSvn() throws IOException {
    Map<TeeTcbSvnPart, Integer> minima = new EnumMap<>(TeeTcbSvnPart.class);
    parser.object(
        "an object with minima; write {\"moduleSvn\": 5}",
        name -> {
          TeeTcbSvnPart part =
              TeeTcbSvnPart.ofMember(name)
                  .orElseThrow(() -> unknown(name, "moduleSvn", "moduleVersion", "seamLoaderSvn"));
          minima.put(part, (int) parser.integer(MinTeeTcbSvnDemand.MAX));
        });
    parser.state(() -> policy.minTeeTcbSvn(minima));
  }

  /** Masks by the names of their bits; a part that is not given is that of the default. */
  private AttributeMask mask(AttributeSet set, AttributeMask byDefault) throws IOException {
    Map<String, Long> parts = new HashMap<>();
    parser.object(
        "an object with the members mustBeSet and mayBeSet",
        name -> {
          if (!name.equals(MUST_BE_SET) && !name.equals(MAY_BE_SET)) {
            throw unknown(name, MUST_BE_SET, MAY_BE_SET);
          }
          parts.put(name, bits(set));
        });
    return new AttributeMask(
        parts.getOrDefault(MUST_BE_SET, byDefault.mustBeSet()),
        parts.getOrDefault(MAY_BE_SET, byDefault.mayBeSet()));
  }

  /** Bits by name or number, or all 8 bytes in hexadecimal, in the order of the report. */
  private long bits(AttributeSet set) throws IOException {
    if (parser.isAt(JsonToken.VALUE_STRING)) {
      return ByteBuffer.wrap(parser.hex(Long.BYTES, Long.BYTES).toByteArray())
          .order(ByteOrder.LITTLE_ENDIAN)
          .getLong();
    }
    long bits = 0;
    for (int bit : parser.set(() -> bit(set))) {
      bits |= 1L << bit;
    }
    return bits;
  }

  private int bit(AttributeSet set) throws IOException {
    if (parser.isAt(JsonToken.VALUE_NUMBER_INT)) {
      return (int) parser.integer(Long.SIZE - 1);
    }
    String name = parser.text("the name of a bit or its number");
    return set.bitOf(name)
        .orElseThrow(
            () ->
                parser.problem(
                    PolicyText.quoted(name)
                        + " is the name of no bit; there are "
                        + String.join(", ", set.knownNames())
                        + ", and numbers from 0 to 63"));
  }

  private IllegalArgumentException unknown(String name, String... known) {
    return parser.problem(
        "unknown member "
            + PolicyText.shown(name)
            + "; the members are "
            + String.join(", ", known));
  }
}
