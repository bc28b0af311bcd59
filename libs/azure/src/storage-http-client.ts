import {
  createHttpHeaders,
  createPipelineRequest,
  type HttpClient,
} from '@azure/core-rest-pipeline';
import { type HttpHeaders, type IHttpClient } from '@azure/storage-blob';

/** A way to the network in the form in which blob and queue clients take one: that of Azure's former core. */
export function storageHttpClient(client: HttpClient): IHttpClient {
  return {
    async sendRequest(asked) {
      const request = createPipelineRequest({
        ...asked,
        headers: createHttpHeaders(asked.headers.toJson({ preserveCase: true })),
        disableKeepAlive: asked.keepAlive,
        // As these clients have it themselves: which addresses may be http is for the configuration to say.
        allowInsecureConnection: true,
      });
      const response = await client.sendRequest(request);
      const headers = headersLike(asked.headers, response.headers);
      // The very request: how its answer is to be read hangs on it.
      return { ...response, request: asked, headers };
    },
  };
}

function headersLike(others: HttpHeaders, given: Iterable<[string, string]>): HttpHeaders {
  const headers = others.clone();
  for (const name of headers.headerNames()) headers.remove(name);
  for (const [name, value] of given) headers.set(name, value);
  return headers;
}
