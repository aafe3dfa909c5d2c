package depesche.web;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads `application/x-www-form-urlencoded` and `multipart/form-data` bodies that are already in memory.
final class FormReader {

    private static final int MOST_FIELDS = 500;
    private static final int MOST_UNDECODED_BYTES = 8192;

    private FormReader() {}

    static Form read(String contentType, byte[] body) {
        String mediaType = contentType.toLowerCase(Locale.ROOT);
        try {
            return mediaType.startsWith("multipart/form-data") ? multipart(contentType, body) : urlEncoded(body);
        } catch (HttpPostRequestDecoder.ErrorDataDecoderException
                | HttpPostRequestDecoder.TooManyFormFieldsException
                | HttpPostRequestDecoder.TooLongFormFieldException
                | IllegalArgumentException broken) {
            throw new Refusal(Problem.of(400, "malformed-form", "The form cannot be read"));
        }
    }

    private static Form urlEncoded(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return new Form(
                new QueryStringDecoder(text, StandardCharsets.UTF_8, false, MOST_FIELDS).parameters(), Map.of());
    }

    private static Form multipart(String contentType, byte[] body) {
        var request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        request.headers().set("Content-Type", contentType);
        Map<String, List<String>> fields = new LinkedHashMap<>();
        Map<String, Form.Upload> files = new LinkedHashMap<>();
        var factory = new DefaultHttpDataFactory(false);
        var decoder =
                new HttpPostRequestDecoder(factory, request, StandardCharsets.UTF_8, MOST_FIELDS, MOST_UNDECODED_BYTES);
        try {
            decoder.offer(new DefaultLastHttpContent(Unpooled.wrappedBuffer(body)));
            for (InterfaceHttpData part : decoder.getBodyHttpDatas()) {
                take(part, fields, files);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            decoder.destroy();
        }
        return new Form(fields, files);
    }

    private static void take(InterfaceHttpData part, Map<String, List<String>> fields, Map<String, Form.Upload> files)
            throws IOException {
        if (part instanceof Attribute field) {
            fields.computeIfAbsent(field.getName(), _ -> new ArrayList<>()).add(field.getValue());
        } else if (part instanceof FileUpload file && file.isCompleted()) {
            files.put(file.getName(), new Form.Upload(file.getFilename(), file.get()));
        }
    }
}
