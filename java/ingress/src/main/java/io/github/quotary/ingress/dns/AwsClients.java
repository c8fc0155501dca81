package io.github.quotary.ingress.dns;

import io.github.quotary.ingress.config.DnsAccess;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
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
    return route53(access, endpoint, TIMEOUT);
  }

  static Route53Client route53(DnsAccess.Route53 access, Optional<URI> endpoint, Duration time) {
    AwsCredentialsProvider own =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(
                access.accessKeyId().reveal(), access.secretAccessKey().reveal()));
    return with(Route53Client.builder(), access, endpoint, time)
        .httpClient(new AwsHttp(time, HttpApi.MAX_BYTES))
        .credentialsProvider(
            access.roleArn().map(role -> role(role, own, access, endpoint, time)).orElse(own))
        .build();
  }

  private static AwsCredentialsProvider role(
      String role,
      AwsCredentialsProvider own,
      DnsAccess.Route53 access,
      Optional<URI> endpoint,
      Duration time) {
    StsClient client =
        with(StsClient.builder(), access, endpoint, time)
            .httpClient(new AwsHttp(time, HttpApi.MAX_BYTES))
            .credentialsProvider(own)
            .build();
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(client)
        .refreshRequest(request -> request.roleArn(role).roleSessionName(SESSION))
        .build();
  }

  private static <B extends AwsClientBuilder<B, C>, C> B with(
      B builder, DnsAccess.Route53 access, Optional<URI> endpoint, Duration time) {
    endpoint.ifPresent(builder::endpointOverride);
    ProfileFile noProfiles = ProfileFile.aggregator().build();
    return builder
        .region(Region.of(access.region()))
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .apiCallTimeout(time)
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .defaultProfileFile(noProfiles)
                .build());
  }
}
