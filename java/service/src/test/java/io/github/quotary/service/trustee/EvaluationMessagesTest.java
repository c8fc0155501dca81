package io.github.quotary.service.trustee;

import static io.github.quotary.service.trustee.Guest.base64Url;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gRPC call, whose messages protobuf itself writes and reads by trustee's fields. */
class EvaluationMessagesTest {
  private static final Guest GUEST = Guest.of("hello".getBytes(UTF_8));
  private static final FileDescriptor FILE = file();

  private static FileDescriptor file() {
    FileDescriptorProto.Builder file =
        FileDescriptorProto.newBuilder()
            .setName("attestation.proto")
            .setPackage("attestation")
            .setSyntax("proto3");
    file.addMessageType(
        message("IndividualAttestationRequest")
            .addField(string("tee", 1))
            .addField(string("evidence", 3))
            .addField(string("raw_runtime_data", 4))
            .addField(string("structured_runtime_data", 5))
            .addField(string("init_data_digest", 6))
            .addField(string("init_data_toml", 7))
            .addField(string("runtime_data_hash_algorithm", 8)));
    file.addMessageType(
        message("AttestationRequest")
            .addField(
                string("verification_requests", 1)
                    .setType(Type.TYPE_MESSAGE)
                    .setTypeName(".attestation.IndividualAttestationRequest")
                    .setLabel(Label.LABEL_REPEATED))
            .addField(string("policy_ids", 2).setLabel(Label.LABEL_REPEATED)));
    file.addMessageType(message("AttestationResponse").addField(string("attestation_token", 1)));
    try {
      return FileDescriptor.buildFrom(file.build(), new FileDescriptor[0]);
    } catch (DescriptorValidationException e) {
      throw new AssertionError(e);
    }
  }

  private static DescriptorProto.Builder message(String name) {
    return DescriptorProto.newBuilder().setName(name);
  }

  private static FieldDescriptorProto.Builder string(String name, int number) {
    return FieldDescriptorProto.newBuilder()
        .setName(name)
        .setNumber(number)
        .setType(Type.TYPE_STRING)
        .setLabel(Label.LABEL_OPTIONAL);
  }

  private static DynamicMessage.Builder builder(String name) {
    return DynamicMessage.newBuilder(FILE.findMessageTypeByName(name));
  }

  private static byte[] request(Map<String, String> fields, String... policyIds) {
    DynamicMessage.Builder item = builder("IndividualAttestationRequest");
    fields.forEach(
        (name, value) -> item.setField(item.getDescriptorForType().findFieldByName(name), value));
    DynamicMessage.Builder request = builder("AttestationRequest");
    Descriptor type = request.getDescriptorForType();
    request.addRepeatedField(type.findFieldByName("verification_requests"), item.build());
    List.of(policyIds)
        .forEach(id -> request.addRepeatedField(type.findFieldByName("policy_ids"), id));
    return request.build().toByteArray();
  }

  private static String evidence() {
    return GUEST.evidence(GUEST.evidence.quote());
  }

  private static String aborted(byte[] message) {
    return assertInstanceOf(Evaluation.Aborted.class, GUEST.service().evaluate(message))
        .description();
  }

  @Test
  void aCallGetsTheTokenOfTheRestApi() throws Exception {
    AttestationService service = GUEST.service();
    byte[] message =
        assertInstanceOf(
                Evaluation.Issued.class,
                service.evaluate(
                    request(
                        Map.of(
                            "tee",
                            "tdx",
                            "evidence",
                            evidence(),
                            "raw_runtime_data",
                            base64Url("hello".getBytes(UTF_8))),
                        "default")))
            .message();
    Descriptor type = FILE.findMessageTypeByName("AttestationResponse");
    String token =
        (String)
            DynamicMessage.parseFrom(type, message)
                .getField(type.findFieldByName("attestation_token"));
    assertTrue(Guest.claims(token).path("submods").has("cpu0"));
  }

  @Test
  void whatIsBoundMustHold() {
    assertTrue(
        aborted(
                request(
                    Map.of(
                        "tee",
                        "tdx",
                        "evidence",
                        evidence(),
                        "raw_runtime_data",
                        base64Url(new byte[1]))))
            .contains("REPORT_DATA is different"));
    assertTrue(
        aborted(
                request(
                    Map.of("tee", "tdx", "evidence", evidence(), "structured_runtime_data", "{}")))
            .contains("REPORT_DATA is different"));
    assertTrue(
        aborted(
                request(
                    Map.of(
                        "tee",
                        "tdx",
                        "evidence",
                        evidence(),
                        "init_data_digest",
                        base64Url(new byte[] {1}))))
            .contains("MRCONFIGID is different"));
    assertTrue(
        aborted(request(Map.of("tee", "tdx", "evidence", evidence(), "raw_runtime_data", "!")))
            .contains("base64"));
    assertTrue(
        aborted(
                request(
                    Map.of("tee", "tdx", "evidence", evidence(), "structured_runtime_data", "{")))
            .contains("parse structured runtime data"));
    assertTrue(
        aborted(request(Map.of("tee", "tdx", "evidence", evidence(), "init_data_toml", "a")))
            .contains("TOML"));
    assertTrue(
        aborted(
                request(
                    Map.of(
                        "tee",
                        "tdx",
                        "evidence",
                        evidence(),
                        "runtime_data_hash_algorithm",
                        "md5")))
            .contains("HashAlgorithm"));
    assertTrue(
        aborted(request(Map.of("tee", "tdx", "evidence", evidence()), "unknown"))
            .contains("no policy has the given id"));
  }

  /** Else the default policy would take the place of the one that was cut off. */
  @Test
  void aMessageThatIsCutInItsPolicyIsAborted() {
    byte[] message = request(Map.of("tee", "tdx", "evidence", evidence()), "another");
    String said = aborted(Arrays.copyOf(message, message.length - 1));
    assertTrue(said.contains("not an AttestationRequest"), said);
  }

  @Test
  void messagesThatAreCutOrNoMessagesAreAborted() {
    byte[] message = request(Map.of("tee", "tdx", "evidence", evidence()));
    for (int size = 0; size < message.length; size += 97) {
      aborted(Arrays.copyOf(message, size));
    }
    byte[] noise = message.clone();
    for (int i = 0; i < 200; i++) {
      noise[i] ^= (byte) 0x5a;
      aborted(noise);
    }
    byte[] groups = new byte[100_000];
    Arrays.fill(groups, (byte) 0x0b);
    aborted(groups);
    aborted(new byte[AttestationService.MAX_BODY + 1]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}",
        "{\"verification_requests\":[]}",
        "{\"verification_requests\":{},\"policy_ids\":[]}",
        "{\"verification_requests\":[],\"policy_ids\":[1]}",
        "{\"verification_requests\":[1],\"policy_ids\":[]}",
        "{\"verification_requests\":[{\"tee\":\"tdx\"}],\"policy_ids\":[]}",
        "{\"verification_requests\":[{\"tee\":\"tdx\",\"evidence\":\"e30\","
            + "\"runtime_data\":{}}],\"policy_ids\":[]}",
        "{\"verification_requests\":[{\"tee\":\"tdx\",\"evidence\":\"e30\","
            + "\"runtime_data\":{\"raw\":\"\",\"structured\":{}}}],\"policy_ids\":[]}",
        "{\"verification_requests\":[{\"tee\":\"tdx\",\"evidence\":\"e30\","
            + "\"init_data\":\"x\"}],\"policy_ids\":[]}"
      })
  void otherBodiesAreBadRequests(String body) {
    assertEquals(400, GUEST.service().attestation(body.getBytes(UTF_8)).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"e30", "W10", "e30=", "!", "", "eyJxdW90ZSI6MX0", "eyJxdW90ZSI6IiEifQ"})
  void otherEvidenceGetsNoToken(String evidence) {
    for (String tee : List.of("tdx", "az-tdx-vtpm")) {
      String body =
          "{\"verification_requests\":[{\"tee\":\""
              + tee
              + "\",\"evidence\":\""
              + evidence
              + "\",\"unknown\":1}],\"policy_ids\":[],\"more\":null}";
      assertEquals(500, GUEST.service().attestation(body.getBytes(UTF_8)).status());
    }
  }

  @Test
  void aBodyThatIsTooLongIsRefused() {
    assertEquals(
        413, GUEST.service().attestation(new byte[AttestationService.MAX_BODY + 1]).status());
  }
}
