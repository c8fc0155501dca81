package io.github.quotary.service.trustee;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The messages of {@code attestation.AttestationService}, in protobuf's binary form. Unknown fields
 * are passed over.
 *
 * <p>Source: trustee, {@code protos/attestation.proto}.
 */
final class EvaluationMessages {
  private static final int REQUESTS = 1;
  private static final int POLICY_IDS = 2;
  private static final int TEE = 1;
  private static final int EVIDENCE = 3;
  private static final int RAW_RUNTIME_DATA = 4;
  private static final int STRUCTURED_RUNTIME_DATA = 5;
  private static final int INIT_DATA_DIGEST = 6;
  private static final int INIT_DATA_TOML = 7;
  private static final int HASH_ALGORITHM = 8;
  private static final int MAX_ITEMS = 16;

  private EvaluationMessages() {}

  static EvaluationRequest request(byte[] message) throws EvaluationException {
    List<EvaluationRequest.Item> items = new ArrayList<>();
    List<String> policyIds = new ArrayList<>();
    try {
      CodedInputStream in = CodedInputStream.newInstance(message);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (tag == string(REQUESTS)) {
          items.add(item(in.readByteArray()));
        } else if (tag == string(POLICY_IDS)) {
          policyIds.add(in.readStringRequireUtf8());
        } else {
          in.skipField(tag);
        }
        if (items.size() > MAX_ITEMS) {
          throw EvaluationException.malformed("more than " + MAX_ITEMS + " verification_requests");
        }
      }
    } catch (IOException e) {
      throw EvaluationException.malformed("the message is not an AttestationRequest");
    }
    return EvaluationRequest.of(items, policyIds);
  }

  /** Field by field; of the fields of one oneof, the last counts. */
  private static final class Fields {
    private String tee = "";
    private String evidence = "";
    private Optional<byte[]> raw = Optional.empty();
    private Optional<JsonNode> structured = Optional.empty();
    private Bound initData = Bound.NOTHING;
    private String algorithm = "";

    private void read(int tag, CodedInputStream in) throws IOException, EvaluationException {
      if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        in.skipField(tag);
        return;
      }
      switch (WireFormat.getTagFieldNumber(tag)) {
        case TEE -> tee = in.readStringRequireUtf8();
        case EVIDENCE -> evidence = in.readStringRequireUtf8();
        case RAW_RUNTIME_DATA -> {
          raw =
              Optional.of(
                  EvaluationRequest.base64(
                      in.readStringRequireUtf8(), "base64 decode runtime data"));
          structured = Optional.empty();
        }
        case STRUCTURED_RUNTIME_DATA -> {
          structured = Optional.of(EvaluationRequest.structured(in.readStringRequireUtf8()));
          raw = Optional.empty();
        }
        case INIT_DATA_DIGEST ->
            initData =
                Bound.bytes(
                    EvaluationRequest.base64(
                        in.readStringRequireUtf8(), "base64 decode init data"));
        case INIT_DATA_TOML -> initData = InitData.toml(in.readStringRequireUtf8());
        case HASH_ALGORITHM -> algorithm = in.readStringRequireUtf8();
        default -> in.skipField(tag);
      }
    }

    private EvaluationRequest.Item item() throws EvaluationException {
      HashAlgorithm hash =
          EvaluationRequest.algorithm(Optional.of(algorithm).filter(name -> !name.isEmpty()));
      Bound runtimeData = Bound.NOTHING;
      if (raw.isPresent()) {
        runtimeData = RuntimeData.raw(raw.get());
      } else if (structured.isPresent()) {
        runtimeData = RuntimeData.structured(structured.get(), hash);
      }
      return new EvaluationRequest.Item(
          tee, EvaluationRequest.evidence(evidence), runtimeData, initData);
    }
  }

  private static EvaluationRequest.Item item(byte[] message)
      throws IOException, EvaluationException {
    CodedInputStream in = CodedInputStream.newInstance(message);
    Fields fields = new Fields();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      fields.read(tag, in);
    }
    return fields.item();
  }

  static byte[] response(String token) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      out.writeString(1, token);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
  }

  private static int string(int field) {
    return field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }
}
