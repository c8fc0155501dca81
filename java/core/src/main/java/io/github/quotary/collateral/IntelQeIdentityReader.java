package io.github.quotary.collateral;

import static io.github.quotary.json.MemberReader.present;
import static io.github.quotary.json.MemberReader.require;

import io.github.quotary.json.JsonMembers;
import io.github.quotary.json.MemberReader;
import io.github.quotary.json.OtherJsonException;
import io.github.quotary.quote.Measurement;
import io.github.quotary.status.TcbStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a QE identity that is written as Intel writes it, in one pass and without a tree. It reads
 * the same values as {@link QeIdentityParser}, which reads all others, and accepts nothing that the
 * other refuses.
 */
final class IntelQeIdentityReader {
  private static final JsonMembers BODY =
      JsonMembers.of(
          "id",
          "version",
          "issueDate",
          "nextUpdate",
          "tcbEvaluationDataNumber",
          "miscselect",
          "miscselectMask",
          "attributes",
          "attributesMask",
          "mrsigner",
          "isvprodid",
          "tcbLevels");
  private static final int REQUIRED = 0b1111_1111_1111;

  private static final JsonMembers LEVEL =
      JsonMembers.of("tcb", "tcbDate", "tcbStatus", "advisoryIDs");
  private static final JsonMembers TCB = JsonMembers.of("isvsvn");

  private static final int VERSION = 2;

  private final MemberReader in;
  private final List<QeLevel> levels = new ArrayList<>();
  private QeIdentity.@Nullable Id id;
  private @Nullable Instant issueDate;
  private @Nullable Instant nextUpdate;
  private long evaluationDataNumber;
  private @Nullable Measurement miscSelect;
  private @Nullable Measurement miscSelectMask;
  private @Nullable Measurement attributes;
  private @Nullable Measurement attributesMask;
  private @Nullable Measurement mrSigner;
  private long isvProdId;

  private IntelQeIdentityReader(MemberReader in) {
    this.in = in;
  }

  /** Reads the signed object, whose start was taken. */
  static QeIdentity read(MemberReader in) throws IOException {
    return new IntelQeIdentityReader(in).read();
  }

  private QeIdentity read() throws IOException {
    int seen = 0;
    int member;
    while ((member = in.member(BODY, seen)) >= 0) {
      seen |= 1 << member;
      readMember(member);
    }
    require(seen == REQUIRED);
    return new QeIdentity(
        present(id),
        present(issueDate),
        present(nextUpdate),
        evaluationDataNumber,
        present(miscSelect),
        present(miscSelectMask),
        present(attributes),
        present(attributesMask),
        present(mrSigner),
        isvProdId,
        sortedLevels());
  }

  private void readMember(int member) throws IOException {
    switch (member) {
      case 0 -> id = id(in.text());
      case 1 -> require(in.integer(JsonObject.MAX_UINT) == VERSION);
      case 2 -> issueDate = in.time();
      case 3 -> nextUpdate = in.time();
      case 4 -> evaluationDataNumber = in.integer(JsonObject.MAX_UINT);
      case 5 -> miscSelect = Measurement.of(in.hex(4));
      case 6 -> miscSelectMask = Measurement.of(in.hex(4));
      case 7 -> attributes = Measurement.of(in.hex(16));
      case 8 -> attributesMask = Measurement.of(in.hex(16));
      case 9 -> mrSigner = Measurement.of(in.hex(32));
      case 10 -> isvProdId = in.integer(JsonObject.MAX_UINT);
      default -> readLevels();
    }
  }

  private static QeIdentity.Id id(String name) throws IOException {
    return switch (name) {
      case "QE" -> QeIdentity.Id.QE;
      case "QVE" -> QeIdentity.Id.QVE;
      case "TD_QE" -> QeIdentity.Id.TD_QE;
      default -> throw new OtherJsonException();
    };
  }

  private List<QeLevel> sortedLevels() throws IOException {
    levels.sort(QeIdentityParser.HIGHEST_FIRST);
    for (int i = 1; i < levels.size(); i++) {
      require(QeIdentityParser.HIGHEST_FIRST.compare(levels.get(i - 1), levels.get(i)) != 0);
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

  private QeLevel level() throws IOException {
    long isvSvn = -1;
    Instant date = null;
    TcbStatus status = null;
    List<String> advisoryIds = List.of();
    int seen = 0;
    int member;
    while ((member = in.member(LEVEL, seen)) >= 0) {
      seen |= 1 << member;
      switch (member) {
        case 0 -> isvSvn = isvSvn();
        case 1 -> date = in.time();
        case 2 -> status = TcbStatus.fromIntelName(in.text()).orElseThrow(OtherJsonException::new);
        default -> advisoryIds = in.texts();
      }
    }
    require(isvSvn >= 0 && QeIdentityParser.STATUSES.contains(present(status)));
    return new QeLevel(isvSvn, present(date), present(status), advisoryIds);
  }

  private long isvSvn() throws IOException {
    in.startObject();
    require(in.member(TCB, 0) == 0);
    long svn = in.integer(JsonObject.MAX_UINT);
    require(in.member(TCB, 1) < 0);
    return svn;
  }
}
