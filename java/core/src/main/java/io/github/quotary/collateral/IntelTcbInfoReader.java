package io.github.quotary.collateral;

import static io.github.quotary.json.JsonCursor.present;
import static io.github.quotary.json.JsonCursor.require;

import io.github.quotary.json.JsonCursor;
import io.github.quotary.json.JsonMembers;
import io.github.quotary.json.OtherJsonException;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TcbComponents;
import io.github.quotary.quote.TeeType;
import io.github.quotary.status.TcbStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a TCB info of version 3 that is written as Intel writes it, in one pass and without a tree.
 * It reads the same values as {@link TcbInfoParser}, which reads all others, and accepts nothing
 * that the other refuses.
 */
final class IntelTcbInfoReader {
  private static final JsonMembers BODY =
      JsonMembers.of(
          "id",
          "version",
          "issueDate",
          "nextUpdate",
          "fmspc",
          "pceId",
          "tcbType",
          "tcbEvaluationDataNumber",
          "tdxModule",
          "tdxModuleIdentities",
          "tcbLevels");

  /** All members of a TCB info but the two that speak of the TDX module. */
  private static final int REQUIRED = 0b100_1111_1111;

  private static final JsonMembers LEVEL =
      JsonMembers.of("tcb", "tcbDate", "tcbStatus", "advisoryIDs");
  private static final JsonMembers TCB =
      JsonMembers.of("sgxtcbcomponents", "pcesvn", "tdxtcbcomponents");
  private static final JsonMembers COMPONENT = JsonMembers.of("svn", "category", "type");
  private static final JsonMembers MODULE =
      JsonMembers.of("mrsigner", "attributes", "attributesMask", "id", "tcbLevels");
  private static final JsonMembers MODULE_TCB = JsonMembers.of("isvsvn");

  private static final int VERSION = 3;
  private static final int MAX_SVN = 255;
  private static final int MAX_MODULE_SVN = 65535;

  private final JsonCursor in;
  private final List<String> sgxNames = new ArrayList<>();
  private final List<String> tdxNames = new ArrayList<>();
  private final List<TcbLevel> levels = new ArrayList<>();
  private final List<TdxModuleIdentity> identities = new ArrayList<>();
  private String id = "";
  private @Nullable Instant issueDate;
  private @Nullable Instant nextUpdate;
  private @Nullable Measurement fmspc;
  private @Nullable Measurement pceId;
  private long evaluationDataNumber;
  private @Nullable TdxModule module;

  private IntelTcbInfoReader(JsonCursor in) {
    this.in = in;
  }

  /** Passes the signed object. */
  static TcbInfo read(JsonCursor in) throws OtherJsonException {
    return new IntelTcbInfoReader(in).read();
  }

  private TcbInfo read() throws OtherJsonException {
    in.pass('{');
    int seen = 0;
    do {
      int member = in.member(BODY, seen);
      seen |= 1 << member;
      readMember(member);
    } while (in.goesOn('}'));
    require((seen & REQUIRED) == REQUIRED);
    boolean tdx = id.equals("TDX");
    require(tdx || id.equals("SGX"));
    require(tdx == (module != null) && (tdx || identities.isEmpty()));
    for (TcbLevel level : levels) {
      require(tdx == (level.tdxComponentsOrNull() != null));
    }
    return new TcbInfo(
        VERSION,
        tdx ? TeeType.TDX : TeeType.SGX,
        present(issueDate),
        present(nextUpdate),
        present(fmspc),
        present(pceId),
        evaluationDataNumber,
        module,
        List.copyOf(identities),
        sortedLevels(),
        new TcbComponentNames(List.copyOf(sgxNames), List.copyOf(tdxNames)));
  }

  private void readMember(int member) throws OtherJsonException {
    switch (member) {
      case 0 -> id = in.text();
      case 1 -> require(in.integer(JsonObject.MAX_UINT) == VERSION);
      case 2 -> issueDate = in.time();
      case 3 -> nextUpdate = in.time();
      case 4 -> fmspc = Measurement.of(in.hex(6));
      case 5 -> pceId = Measurement.of(in.hex(2));
      case 6 -> in.integer(0);
      case 7 -> evaluationDataNumber = in.integer(JsonObject.MAX_UINT);
      case 8 -> module = module();
      case 9 -> readIdentities();
      default -> readLevels();
    }
  }

  private List<TcbLevel> sortedLevels() throws OtherJsonException {
    levels.sort(TcbLevel.HIGHEST_FIRST);
    for (int i = 1; i < levels.size(); i++) {
      require(TcbLevel.HIGHEST_FIRST.compare(levels.get(i - 1), levels.get(i)) != 0);
    }
    return List.copyOf(levels);
  }

  private void readLevels() throws OtherJsonException {
    in.pass('[');
    do {
      levels.add(level());
    } while (in.goesOn(']'));
  }

  private TcbLevel level() throws OtherJsonException {
    Tcb tcb = null;
    Instant date = null;
    TcbStatus status = null;
    List<String> advisoryIds = List.of();
    in.pass('{');
    int seen = 0;
    do {
      int member = in.member(LEVEL, seen);
      seen |= 1 << member;
      switch (member) {
        case 0 -> tcb = tcb();
        case 1 -> date = in.time();
        case 2 -> status = TcbStatus.fromIntelName(in.text()).orElseThrow(OtherJsonException::new);
        default -> advisoryIds = in.texts();
      }
    } while (in.goesOn('}'));
    require(present(status).compareTo(TcbStatus.REVOKED) <= 0);
    Tcb complete = present(tcb);
    return new TcbLevel(
        complete.sgx, complete.pceSvn, complete.tdx, present(date), present(status), advisoryIds);
  }

  private Tcb tcb() throws OtherJsonException {
    TcbComponents sgx = null;
    TcbComponents tdx = null;
    long pceSvn = -1;
    in.pass('{');
    int seen = 0;
    do {
      int member = in.member(TCB, seen);
      seen |= 1 << member;
      switch (member) {
        case 0 -> sgx = components(sgxNames);
        case 1 -> pceSvn = in.integer(JsonObject.MAX_UINT);
        default -> tdx = components(tdxNames);
      }
    } while (in.goesOn('}'));
    require(pceSvn >= 0);
    return new Tcb(present(sgx), pceSvn, tdx);
  }

  /**
   * Sixteen components.
   *
   * @param names takes those of the document's first level
   */
  private TcbComponents components(List<String> names) throws OtherJsonException {
    boolean isFirst = levels.isEmpty();
    byte[] svns = new byte[TcbComponents.COUNT];
    int count = 0;
    in.pass('[');
    do {
      require(count < svns.length);
      svns[count++] = isFirst ? component(names) : component();
    } while (in.goesOn(']'));
    require(count == svns.length);
    return TcbComponents.of(svns);
  }

  private byte component() throws OtherJsonException {
    long svn = -1;
    in.pass('{');
    int seen = 0;
    do {
      int member = in.member(COMPONENT, seen);
      seen |= 1 << member;
      if (member == 0) {
        svn = in.integer(MAX_SVN);
      } else {
        in.passText();
      }
    } while (in.goesOn('}'));
    require(svn >= 0);
    return (byte) svn;
  }

  private byte component(List<String> names) throws OtherJsonException {
    long svn = -1;
    String category = "";
    String type = "";
    in.pass('{');
    int seen = 0;
    do {
      int member = in.member(COMPONENT, seen);
      seen |= 1 << member;
      switch (member) {
        case 0 -> svn = in.integer(MAX_SVN);
        case 1 -> category = in.text();
        default -> type = in.text();
      }
    } while (in.goesOn('}'));
    require(svn >= 0);
    names.add(TcbComponentNames.name(category, type));
    return (byte) svn;
  }

  private void readIdentities() throws OtherJsonException {
    in.pass('[');
    do {
      identities.add(identity());
    } while (in.goesOn(']'));
  }

  private TdxModule module() throws OtherJsonException {
    Module read = new Module();
    read.members();
    require(read.id == null && read.levels == null);
    return read.module();
  }

  private TdxModuleIdentity identity() throws OtherJsonException {
    Module read = new Module();
    read.members();
    return new TdxModuleIdentity(present(read.id), read.module(), present(read.levels));
  }

  private List<TdxModuleLevel> moduleLevels() throws OtherJsonException {
    List<TdxModuleLevel> all = new ArrayList<>();
    in.pass('[');
    do {
      all.add(moduleLevel());
    } while (in.goesOn(']'));
    all.sort((a, b) -> Integer.compare(b.isvSvn(), a.isvSvn()));
    for (int i = 1; i < all.size(); i++) {
      require(all.get(i - 1).isvSvn() != all.get(i).isvSvn());
    }
    return List.copyOf(all);
  }

  private TdxModuleLevel moduleLevel() throws OtherJsonException {
    int isvSvn = -1;
    Instant date = null;
    String status = null;
    List<String> advisoryIds = List.of();
    in.pass('{');
    int seen = 0;
    do {
      int member = in.member(LEVEL, seen);
      seen |= 1 << member;
      switch (member) {
        case 0 -> isvSvn = moduleSvn();
        case 1 -> date = in.time();
        case 2 -> status = in.text();
        default -> advisoryIds = in.texts();
      }
    } while (in.goesOn('}'));
    require(isvSvn >= 0);
    return new TdxModuleLevel(isvSvn, present(date), present(status), advisoryIds);
  }

  private int moduleSvn() throws OtherJsonException {
    in.pass('{');
    in.member(MODULE_TCB, 0);
    int svn = (int) in.integer(MAX_MODULE_SVN);
    in.pass('}');
    return svn;
  }

  /** SVNs of a level. */
  private record Tcb(TcbComponents sgx, long pceSvn, @Nullable TcbComponents tdx) {}

  /** Members of a TDX module, with those that only an identity has. */
  private final class Module {
    private @Nullable Measurement mrSigner;
    private @Nullable Measurement attributes;
    private @Nullable Measurement attributesMask;
    private @Nullable String id;
    private @Nullable List<TdxModuleLevel> levels;

    void members() throws OtherJsonException {
      in.pass('{');
      int seen = 0;
      do {
        int member = in.member(MODULE, seen);
        seen |= 1 << member;
        switch (member) {
          case 0 -> mrSigner = Measurement.of(in.hex(48));
          case 1 -> attributes = Measurement.of(in.hex(8));
          case 2 -> attributesMask = Measurement.of(in.hex(8));
          case 3 -> id = in.text();
          default -> levels = moduleLevels();
        }
      } while (in.goesOn('}'));
    }

    TdxModule module() throws OtherJsonException {
      return new TdxModule(present(mrSigner), present(attributes), present(attributesMask));
    }
  }
}
