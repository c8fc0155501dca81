/** Where the answers of other services are mounted: dstack-verifier, trustee, ext_authz. */
@NullMarked
package io.github.quotary.service.dropin;

import org.jspecify.annotations.NullMarked;
