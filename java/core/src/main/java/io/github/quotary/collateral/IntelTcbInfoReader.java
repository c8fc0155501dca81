package io.github.quotary.collateral;

import static io.github.quotary.json.MemberReader.present;
import static io.github.quotary.json.MemberReader.require;

import io.github.quotary.json.JsonMembers;
import io.github.quotary.json.MemberReader;
import io.github.quotary.json.OtherJsonException;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TcbComponents;
import io.github.quotary.quote.TeeType;
import io.github.quotary.status.TcbStatus;
import java.io.IOException;
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

  private final MemberReader in;
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

  private IntelTcbInfoReader(MemberReader in) {
    this.in = in;
  }

  /** Reads the signed object, whose start was taken. */
  static TcbInfo read(MemberReader in) throws IOException {
    return new IntelTcbInfoReader(in).read();
  }

  private TcbInfo read() throws IOException {
    int seen = 0;
    int member;
    while ((member = in.member(BODY, seen)) >= 0) {
      seen |= 1 << member;
      readMember(member);
    }
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

  private void readMember(int member) throws IOException {
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

  private List<TcbLevel> sortedLevels() throws IOException {
    levels.sort(TcbLevel.HIGHEST_FIRST);
    for (int i = 1; i < levels.size(); i++) {
      require(TcbLevel.HIGHEST_FIRST.compare(levels.get(i - 1), levels.get(i)) != 0);
    }
    return List.copyOf(levels);
  }

  private void readLevels() throws IOException {
    in.startArray();
    while (in.nextObject()) {
      levels.add(level());
    }
    require(!levels.isEmpty());
  }

  private TcbLevel level() throws IOException {
    Tcb tcb = null;
    Instant date = null;
    TcbStatus status = null;
    List<String> advisoryIds = List.of();
    int seen = 0;
    int member;
    while ((member = in.member(LEVEL, seen)) >= 0) {
      seen |= 1 << member;
      switch (member) {
        case 0 -> tcb = tcb();
        case 1 -> date = in.time();
        case 2 -> status = TcbStatus.fromIntelName(in.text()).orElseThrow(OtherJsonException::new);
        default -> advisoryIds = in.texts();
      }
    }
    require(present(status).compareTo(TcbStatus.REVOKED) <= 0);
    Tcb complete = present(tcb);
    return new TcbLevel(
        complete.sgx, complete.pceSvn, complete.tdx, present(date), present(status), advisoryIds);
  }

  private Tcb tcb() throws IOException {
    TcbComponents sgx = null;
    TcbComponents tdx = null;
    long pceSvn = -1;
    in.startObject();
    int seen = 0;
    int member;
    while ((member = in.member(TCB, seen)) >= 0) {
      seen |= 1 << member;
      switch (member) {
        case 0 -> sgx = components(sgxNames);
        case 1 -> pceSvn = in.integer(JsonObject.MAX_UINT);
        default -> tdx = components(tdxNames);
      }
    }
    require(pceSvn >= 0);
    return new Tcb(present(sgx), pceSvn, tdx);
  }

  /**
   * Sixteen components.
   *
   * @param names takes those of the document's first level
   */
  private TcbComponents components(List<String> names) throws IOException {
    boolean isFirst = levels.isEmpty();
    byte[] svns = new byte[TcbComponents.COUNT];
    int count = 0;
    in.startArray();
    while (in.nextObject()) {
      require(count < svns.length);
      svns[count++] = isFirst ? component(names) : component();
    }
    require(count == svns.length);
    return TcbComponents.of(svns);
  }

  private byte component() throws IOException {
    long svn = -1;
    int seen = 0;
    int member;
    while ((member = in.member(COMPONENT, seen)) >= 0) {
      seen |= 1 << member;
      if (member == 0) {
        svn = in.integer(MAX_SVN);
      } else {
        in.passText();
      }
    }
    require(svn >= 0);
    return (byte) svn;
  }

  private byte component(List<String> names) throws IOException {
    long svn = -1;
    String category = "";
    String type = "";
    int seen = 0;
    int member;
    while ((member = in.member(COMPONENT, seen)) >= 0) {
      seen |= 1 << member;
      switch (member) {
        case 0 -> svn = in.integer(MAX_SVN);
        case 1 -> category = in.text();
        default -> type = in.text();
      }
    }
    require(svn >= 0);
    names.add(TcbComponentNames.name(category, type));
    return (byte) svn;
  }

  private void readIdentities() throws IOException {
    in.startArray();
    while (in.nextObject()) {
      identities.add(identity());
    }
    require(!identities.isEmpty());
  }

  private TdxModule module() throws IOException {
    Module read = new Module();
    in.startObject();
    read.members();
    require(read.id == null && read.levels == null);
    return read.module();
  }

  private TdxModuleIdentity identity() throws IOException {
    Module read = new Module();
    read.members();
    return new TdxModuleIdentity(present(read.id), read.module(), present(read.levels));
  }

  private List<TdxModuleLevel> moduleLevels() throws IOException {
    List<TdxModuleLevel> all = new ArrayList<>();
    in.startArray();
    while (in.nextObject()) {
      all.add(moduleLevel());
    }
    require(!all.isEmpty());
    all.sort((a, b) -> Integer.compare(b.isvSvn(), a.isvSvn()));
    for (int i = 1; i < all.size(); i++) {
      require(all.get(i - 1).isvSvn() != all.get(i).isvSvn());
    }
    return List.copyOf(all);
  }

  private TdxModuleLevel moduleLevel() throws IOException {
    int isvSvn = -1;
    Instant date = null;
    String status = null;
    List<String> advisoryIds = List.of();
    int seen = 0;
    int member;
    while ((member = in.member(LEVEL, seen)) >= 0) {
      seen |= 1 << member;
      switch (member) {
        case 0 -> isvSvn = moduleSvn();
        case 1 -> date = in.time();
        case 2 -> status = in.text();
        default -> advisoryIds = in.texts();
      }
    }
    require(isvSvn >= 0);
    return new TdxModuleLevel(isvSvn, present(date), present(status), advisoryIds);
  }

  private int moduleSvn() throws IOException {
    in.startObject();
    require(in.member(MODULE_TCB, 0) == 0);
    int svn = (int) in.integer(MAX_MODULE_SVN);
    require(in.member(MODULE_TCB, 1) < 0);
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

    void members() throws IOException {
      int seen = 0;
      int member;
      while ((member = in.member(MODULE, seen)) >= 0) {
        seen |= 1 << member;
        switch (member) {
          case 0 -> mrSigner = Measurement.of(in.hex(48));
          case 1 -> attributes = Measurement.of(in.hex(8));
          case 2 -> attributesMask = Measurement.of(in.hex(8));
          case 3 -> id = in.text();
          default -> levels = moduleLevels();
        }
      }
    }

    TdxModule module() throws IOException {
      return new TdxModule(present(mrSigner), present(attributes), present(attributesMask));
    }
  }
}
