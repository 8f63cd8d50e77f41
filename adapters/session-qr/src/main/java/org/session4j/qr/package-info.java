/**
 * Session IDs and recovery phrases as QR codes that the official apps read, and those of the apps read from a picture
 * (services: QR codes and links).
 *
 * <pre>{@code
 * byte[] png = QrCode.of(account.sessionId()).encodePng(8);
 * SessionId id = QrImage.decode(png).readSessionId();
 * }</pre>
 */
@NullMarked
@CheckReturnValue
package org.session4j.qr;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
