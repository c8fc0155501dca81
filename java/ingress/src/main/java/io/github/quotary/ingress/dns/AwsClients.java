package io.github.quotary.ingress.dns;

import io.github.quotary.ingress.config.DnsAccess;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * Clients of AWS that read neither files nor variables, try once, and take no more than 30 s and 4
 * MiB.
 */
final class AwsClients {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final String SESSION = "quotary-ingress";

  private AwsClients() {}

  /**
   * A client of Route 53.
   *
   * @param endpoint of all services instead of the public ones
   */
  static Route53Client route53(DnsAccess.Route53 access, Optional<URI> endpoint) {
    AwsCredentialsProvider own =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(
                access.accessKeyId().reveal(), access.secretAccessKey().reveal()));
    return with(Route53Client.builder(), access, endpoint)
        .httpClient(http())
        .credentialsProvider(
            access.roleArn().map(role -> role(role, own, access, endpoint)).orElse(own))
        .build();
  }

  private static AwsCredentialsProvider role(
      String role, AwsCredentialsProvider own, DnsAccess.Route53 access, Optional<URI> endpoint) {
    StsClient client =
        with(StsClient.builder(), access, endpoint)
            .httpClient(http())
            .credentialsProvider(own)
            .build();
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(client)
        .refreshRequest(request -> request.roleArn(role).roleSessionName(SESSION))
        .build();
  }

  private static <B extends AwsClientBuilder<B, C>, C> B with(
      B builder, DnsAccess.Route53 access, Optional<URI> endpoint) {
    endpoint.ifPresent(builder::endpointOverride);
    ProfileFile noProfiles = ProfileFile.aggregator().build();
    return builder
        .region(Region.of(access.region()))
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .apiCallTimeout(TIMEOUT)
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .defaultProfileFile(noProfiles)
                .addExecutionInterceptor(new Cap())
                .build());
  }

  private static SdkHttpClient http() {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(TIMEOUT)
        .socketTimeout(TIMEOUT)
        .build();
  }

  /** Ends bodies that are too long. */
  private static final class Cap implements ExecutionInterceptor {
    @Override
    public Optional<InputStream> modifyHttpResponseContent(
        Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
      return context.responseBody().map(Limited::new);
    }
  }

  private static final class Limited extends FilterInputStream {
    private int remaining = HttpApi.MAX_BYTES;

    private Limited(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count(Math.max(read, 0));
      return read;
    }

    private void count(int read) throws IOException {
      remaining -= read;
      if (remaining < 0) {
        throw new IOException("the answer has more than " + HttpApi.MAX_BYTES + " bytes");
      }
    }
  }
}
