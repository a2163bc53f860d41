// The API's document as a page: only here, for it is large. Nothing comes from elsewhere.
"use strict";
(() => {
  const place = document.getElementById("api");
  const token = document.querySelector("meta[name='_csrf']");
  SwaggerUIBundle({
    url: place.dataset.url,
    domNode: place,
    validatorUrl: null,
    docExpansion: "none",
    defaultModelsExpandDepth: 0,
    displayRequestDuration: true,
    tagsSorter: "alpha",
    deepLinking: true,
    persistAuthorization: false,
    presets: [SwaggerUIBundle.presets.apis],
    requestInterceptor: (request) => {
      // the login of this page goes along; a form token says that the page itself asks
      const here = new URL(request.url, location.href);
      if (token && here.origin === location.origin) {
        request.headers[token.dataset.header] = token.content;
      }
      return request;
    }
  });
})();
